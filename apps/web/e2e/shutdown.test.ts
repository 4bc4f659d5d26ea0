/** The server as it is shipped, under a constant load over fresh and kept-alive connections, while something goes away. */

import { mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSwitch } from './connection-switch.ts';
import { type ConstantLoad, type LoadRequest, startLoad } from './constant-load.ts';
import { freePort, type Program, shipWeb, startApi, startWeb } from './processes.ts';

const page: LoadRequest = { method: 'GET', path: '/', status: 200 };
// None is completed: what is read stays small while tasks are added.
const read: LoadRequest = { method: 'GET', path: '/api/tasks?status=completed', status: 200 };
const write: LoadRequest = { method: 'POST', path: '/api/tasks', status: 201 };

let data: string;
let entry: string;
let api: Program;

beforeAll(async () => {
  data = await mkdtemp(path.join(tmpdir(), 'todo-web-e2e-'));
  entry = await shipWeb(path.join(data, 'web'));
  api = await startApi({ dataDirectory: path.join(data, 'first') });
});
afterAll(async () => {
  await api?.stop();
  await rm(data, { recursive: true, force: true });
});

const keepAlive = () => new http.Agent({ keepAlive: true });
const idleConnections = (agent: http.Agent) => Object.values(agent.freeSockets).flat().length;
const reached = (load: ConstantLoad, count: number) =>
  expect.poll(load.sent, { timeout: 20_000 }).toBeGreaterThanOrEqual(count);

describe('a web server that is told to end', () => {
  it('loses no request of clients that keep their connections, and ends with 0', async () => {
    const web = await startWeb({ entry, backend: api.url, env: { DRAIN_MS: '7000' } });
    const agent = keepAlive();
    const load = startLoad({ port: web.port, agent, everyMs: 20, requests: [page, read] });
    await reached(load, 50);
    const ended = web.stop();
    await reached(load, 300);
    await load.stop();
    expect(idleConnections(agent)).toBe(0);
    expect(await ended).toBe(0);
    agent.destroy();
    expect(load.failures).toEqual([]);
    expect(web.output()).toContain('"msg":"stopped"');
  });

  it('hands over to another one without a lost request', async () => {
    const first = await startWeb({ entry, backend: api.url, env: { DRAIN_MS: '3000' } });
    const second = await startWeb({ entry, backend: api.url });
    const service = await startSwitch(first.port);
    const agent = keepAlive();
    const common = { port: service.port, everyMs: 20, requests: [page, read, write] };
    const loads = [startLoad({ ...common, agent }), startLoad({ ...common, agent: false })] as const;
    await reached(loads[0], 50);
    const ended = first.stop();
    await reached(loads[0], 100);
    service.route(second.port);
    expect(await ended).toBe(0);
    await reached(loads[0], loads[0].sent() + 50);
    for (const load of loads) await load.stop();
    agent.destroy();
    service.close();
    await second.stop();
    expect(loads.flatMap(({ failures }) => failures)).toEqual([]);
  });
});

describe('the API behind a web server', () => {
  it('may be replaced without a lost request', async () => {
    const leaving = await startApi({ dataDirectory: path.join(data, 'leaving'), env: { DRAIN_MS: '3000' } });
    const service = await startSwitch(leaving.port);
    const web = await startWeb({ entry, backend: `http://127.0.0.1:${service.port}` });
    const agent = keepAlive();
    const load = startLoad({ port: web.port, agent, everyMs: 20, requests: [read, write] });
    await reached(load, 50);
    const ended = leaving.stop();
    await reached(load, 100);
    service.route(api.port);
    expect(await ended).toBe(0);
    await reached(load, load.sent() + 50);
    await load.stop();
    agent.destroy();
    await web.stop();
    service.close();
    expect(load.failures).toEqual([]);
  });

  it('does not keep the server from living while it is away', async () => {
    const web = await startWeb({ entry, backend: `http://127.0.0.1:${await freePort()}` });
    const answer = await fetch(`${web.url}/api/tasks`);
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('1');
    expect(await answer.json()).toMatchObject({ code: 'unavailable', instance: '/api/tasks' });
    expect((await fetch(`${web.url}/healthz`)).status).toBe(200);
    expect((await fetch(web.url)).status).toBe(200);
    expect(await web.stop()).toBe(0);
  });
});
