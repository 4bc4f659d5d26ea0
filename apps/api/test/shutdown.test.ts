import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, type ClientRequest, type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ApiProcess, startApiProcess } from './api-process.ts';

// Whole processes and servers: slow on a machine that is busy, and never measured by this limit.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const drainMs = 700;
let folder: string;
let api: ApiProcess;
let port: number;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shutdown-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

beforeEach(() => start({}));

async function start(env: Readonly<Record<string, string>>): Promise<void> {
  api = startApiProcess({
    PORT: '0',
    HOST: '127.0.0.1',
    DRAIN_MS: String(drainMs),
    LOG_LEVEL: 'info',
    PGLITE_DATA_DIR: join(folder, 'data'),
    ...env,
  });
  port = Number((await api.logged('listening')).port);
  await api.logged('ready');
}

afterEach(async () => {
  api.child.kill('SIGKILL');
  await api.ended;
});

type Answer = { readonly status: number; readonly close: boolean };
/** `at`: when, on the monotonic clock; `reused`: on a connection that had answered before. */
type Failure = { readonly code: string; readonly reused: boolean; readonly at: number };

async function get(path: string, agent: Agent): Promise<Answer | Failure> {
  const sent = request({ port, host: '127.0.0.1', path, agent }).end();
  return await outcomeOf(sent);
}

async function outcomeOf(sent: ClientRequest): Promise<Answer | Failure> {
  try {
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    for await (const _chunk of response) {
      // The body must arrive whole; what is in it is tested elsewhere.
    }
    return { status: response.statusCode ?? 0, close: response.headers.connection === 'close' };
  } catch (error) {
    return {
      code: String((error as NodeJS.ErrnoException).code),
      reused: sent.reusedSocket,
      at: performance.now(),
    };
  }
}

/** A client that asks again and again on a kept-alive connection until nothing listens any more. */
async function keepAsking(outcomes: (Answer | Failure)[]): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  for (;;) {
    const outcome = await get('/api/tasks', agent);
    outcomes.push(outcome);
    if ('code' in outcome) break;
    await wait(5);
  }
  agent.destroy();
}

describe('SIGTERM', () => {
  it('loses no request of kept-alive clients: they are told to leave, and only new connections are refused', async () => {
    const outcomes: (Answer | Failure)[][] = [[], [], [], []];
    const clients = outcomes.map((list) => keepAsking(list));
    // The load is on: each client has been answered.
    while (outcomes.some((list) => list.length < 2)) await wait(5);
    const stoppedAt = performance.now();
    api.child.kill('SIGTERM');
    await api.logged('stopping: draining');
    const probe = await get('/api/ready', new Agent());
    const alive = await get('/api/health', new Agent());
    await Promise.all(clients);

    expect(await api.ended).toBe(0);
    expect(probe).toEqual({ status: 503, close: true });
    expect(alive).toEqual({ status: 200, close: true });
    for (const list of outcomes) {
      const answers = list.slice(0, -1);
      expect(answers.every((outcome) => 'status' in outcome && outcome.status === 200)).toBe(true);
      // A new connection may also be reset: the kernel had taken it for the listening socket when that was closed.
      const last = list.at(-1) as Failure;
      expect(last).toMatchObject({
        code: expect.stringMatching(/^(ECONNREFUSED|ECONNRESET)$/),
        reused: false,
      });
      expect(last.at - stoppedAt).toBeGreaterThanOrEqual(drainMs);
      // Requests went on being answered during the drain, each asking the client to leave.
      const closing = answers.filter((outcome) => 'close' in outcome && outcome.close);
      expect(closing.length).toBeGreaterThan(0);
    }
  });

  it('still answers on a connection that was idle for most of the drain', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    expect(await get('/api/health', agent)).toEqual({ status: 200, close: false });
    api.child.kill('SIGTERM');
    await api.logged('stopping: draining');
    // Past the end of the drain, when nothing is accepted any more, but within the time left for idle connections.
    await wait(drainMs + 150);
    expect(await get('/api/health', new Agent())).toMatchObject({ code: 'ECONNREFUSED' });
    expect(await get('/api/health', agent)).toEqual({ status: 200, close: true });
    expect(await api.ended).toBe(0);
  });

  it('finishes a request that takes longer than the drain', async () => {
    const body = JSON.stringify({ title: 'slow' });
    const headers = { 'content-type': 'application/json', 'content-length': body.length };
    const sent = request({ port, host: '127.0.0.1', path: '/api/tasks', method: 'POST', headers });
    const outcome = outcomeOf(sent);
    sent.write(body.slice(0, 5));
    await wait(100);
    api.child.kill('SIGTERM');
    await api.logged('stopping: draining');
    await wait(drainMs + 900);
    sent.end(body.slice(5));
    expect(await outcome).toEqual({ status: 201, close: true });
    const answeredAt = performance.now();
    expect(await api.ended).toBe(0);
    expect(performance.now() - answeredAt).toBeLessThan(2000);
    expect(api.lines.at(-1)).toMatchObject({ msg: 'stopped' });
  });

  it('keeps readiness with the database where READY_WHILE_DRAINING says so', async () => {
    api.child.kill('SIGKILL');
    await api.ended;
    await start({ READY_WHILE_DRAINING: 'true' });
    api.child.kill('SIGTERM');
    await api.logged('stopping: draining');
    expect(await get('/api/ready', new Agent())).toEqual({ status: 200, close: true });
    expect(await api.ended).toBe(0);
  });

  it('twice ends at once', async () => {
    api.child.kill('SIGTERM');
    await api.logged('stopping: draining');
    api.child.kill('SIGTERM');
    expect(await api.ended).toBe(143);
  });
});
