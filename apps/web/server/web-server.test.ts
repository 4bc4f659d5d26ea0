import http from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createWebServer, type RequestHandler } from './web-server.ts';

const agents: http.Agent[] = [];
afterEach(() => {
  for (const agent of agents.splice(0)) agent.destroy();
});

const say =
  (text: string): RequestHandler =>
  (_, response) => {
    response.end(text);
  };

async function start(options: { api?: RequestHandler; drainMs?: number; shutdownTimeoutMs?: number } = {}) {
  const log: string[] = [];
  const server = createWebServer({
    api: options.api ?? say('api'),
    pages: say('page'),
    instance: 'web-1',
    log: (_, message) => log.push(message),
    drainMs: options.drainMs ?? 300,
    shutdownTimeoutMs: options.shutdownTimeoutMs ?? 1000,
    now: () => performance.now(),
  });
  const port = await server.listen({ port: 0, host: '127.0.0.1' });
  return { server, port, log };
}

function keepAliveAgent(): http.Agent {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  agents.push(agent);
  return agent;
}

type Answer = { status: number; body: string; connection: string | undefined; servedBy: unknown };

const get = (port: number, path: string, agent?: http.Agent): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const request = http.get({ host: '127.0.0.1', port, path, ...(agent && { agent }) }, async (response) => {
      const parts: Buffer[] = [];
      for await (const part of response) parts.push(part as Buffer);
      resolve({
        status: response.statusCode ?? 0,
        body: Buffer.concat(parts).toString(),
        connection: response.headers.connection,
        servedBy: response.headers['x-served-by'],
      });
    });
    request.on('error', reject);
  });

describe('a request', () => {
  it.each([
    ['/', 'page'],
    ['/apifoo', 'page'],
    ['/_next/static/a.js', 'page'],
    ['/api', 'api'],
    ['/api?x=1', 'api'],
    ['/api/tasks', 'api'],
  ])('for %s goes to the %s', async (path, expected) => {
    const { server, port } = await start({ drainMs: 0 });
    expect(await get(port, path)).toMatchObject({ status: 200, body: expected, servedBy: 'web-1' });
    await server.close();
  });

  it('for the health of the process asks nothing of the API', async () => {
    const { server, port } = await start({
      drainMs: 0,
      api: () => {
        throw new Error('asked');
      },
    });
    expect(await get(port, '/healthz')).toMatchObject({ status: 200, body: '{"status":"ok"}' });
    expect(await get(port, '/readyz')).toMatchObject({ status: 200, body: '{"status":"ready"}' });
    await server.close();
  });
});

describe('an end', () => {
  it('goes on answering over kept-alive and new connections, each told to close', async () => {
    const { server, port } = await start();
    const agent = keepAliveAgent();
    expect((await get(port, '/', agent)).connection).toBe('keep-alive');
    const closed = server.close();
    expect(await get(port, '/', agent)).toMatchObject({ status: 200, connection: 'close' });
    expect(await get(port, '/')).toMatchObject({ status: 200, connection: 'close' });
    expect(await get(port, '/readyz')).toMatchObject({ status: 503 });
    expect(await get(port, '/healthz')).toMatchObject({ status: 200 });
    await closed;
    await expect(get(port, '/')).rejects.toThrow('ECONNREFUSED');
  });

  it('keeps idle connections until the drain is over', async () => {
    const { server, port } = await start({ drainMs: 400 });
    const agent = keepAliveAgent();
    await get(port, '/', agent);
    const since = performance.now();
    let closedAfter = 0;
    for (const socket of Object.values(agent.freeSockets).flat()) {
      socket?.once('close', () => {
        closedAfter = performance.now() - since;
      });
    }
    await server.close();
    await expect.poll(() => closedAfter).toBeGreaterThanOrEqual(390);
  });

  it('tells the client of a request that was in flight already', async () => {
    let finish = () => {};
    const inFlight = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const { server, port } = await start({
      api: async (_, response) => {
        await inFlight;
        response.end('late');
      },
    });
    const answer = get(port, '/api', keepAliveAgent());
    await expect.poll(() => get(port, '/healthz').then(({ status }) => status)).toBe(200);
    const closed = server.close();
    finish();
    expect(await answer).toMatchObject({ body: 'late', connection: 'close' });
    await closed;
  });

  it('waits for a request that takes longer than the drain', async () => {
    const { server, port } = await start({
      drainMs: 0,
      api: (_, response) => {
        response.write('first ');
        setTimeout(() => response.end('last'), 200);
      },
    });
    const answer = get(port, '/api');
    await get(port, '/healthz');
    await Promise.all([expect(answer).resolves.toMatchObject({ body: 'first last' }), server.close()]);
  });

  it('cuts what does not finish in time, and says so', async () => {
    const { server, port, log } = await start({ drainMs: 0, shutdownTimeoutMs: 50, api: () => undefined });
    const answer = get(port, '/api');
    const cut = expect(answer).rejects.toThrow('socket hang up');
    await get(port, '/healthz');
    await server.close();
    await cut;
    expect(log).toEqual(['cut what was still in flight']);
  });

  it('comes early when nobody is connected any more', async () => {
    const { server } = await start({ drainMs: 60_000 });
    const since = performance.now();
    await server.close();
    expect(performance.now() - since).toBeLessThan(4000);
  });

  it('happens once, however often it is asked for', async () => {
    const { server } = await start({ drainMs: 0 });
    expect(server.close()).toBe(server.close());
    await server.close();
  });

  it('cannot be confused with a port that is taken', async () => {
    const { server, port } = await start({ drainMs: 0 });
    const second = createWebServer({
      api: say(''),
      pages: say(''),
      instance: '',
      log: () => undefined,
      drainMs: 0,
      shutdownTimeoutMs: 0,
      now: () => 0,
    });
    await expect(second.listen({ port, host: '127.0.0.1' })).rejects.toThrow('EADDRINUSE');
    await server.close();
  });
});
