/** The proxy between real sockets. Long, because all cases share the servers that misbehave on purpose. */

import http from 'node:http';
import net from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createApiAgents } from './api-agents.ts';
import { createApiProxy } from './api-proxy.ts';

type Line = { level: string; message: string };

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup();
});

const listening = (server: net.Server): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as net.AddressInfo).port));
  });

async function startApi(handler: http.RequestListener): Promise<number> {
  const server = http.createServer(handler);
  cleanups.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return listening(server);
}

/** An API whose connections are handled by hand: `next` takes them in order, the last one keeps taking them. */
async function startRawApi(
  ...takers: ((socket: net.Socket) => void)[]
): Promise<{ port: number; count: () => number }> {
  let count = 0;
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    takers[Math.min(count++, takers.length - 1)]?.(socket);
  });
  cleanups.push(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return { port: await listening(server), count: () => count };
}

const okResponse = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';
const answerOk = (socket: net.Socket) => socket.on('data', () => socket.write(okResponse));

async function startProxy(backendPort: number, timeouts = { connectMs: 1000, answerMs: 1000 }) {
  const log: Line[] = [];
  const agents = createApiAgents({ protocol: 'http:', now: () => performance.now() });
  const proxy = createApiProxy({
    backend: new URL(`http://127.0.0.1:${backendPort}`),
    agents,
    instance: 'web-1',
    log: (level, message) => log.push({ level, message }),
    timeouts,
  });
  const server = http.createServer(proxy);
  cleanups.push(() => {
    server.close();
    server.closeAllConnections();
    agents.close();
  });
  return { url: `http://127.0.0.1:${await listening(server)}`, log };
}

async function freePort(): Promise<number> {
  const server = net.createServer();
  const port = await listening(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('a request to the API', () => {
  it('passes method, path, query, headers and body on as they are', async () => {
    let seen: unknown;
    const port = await startApi(async (request, response) => {
      const body = await new Response(request as unknown as ReadableStream).text();
      const { method, url, headers } = request;
      seen = { method, url, body, type: headers['content-type'], own: headers['x-own'] };
      response.writeHead(201, 'Made', { location: '/api/tasks/1', 'set-cookie': ['a=1', 'b=2'] }).end('{}');
    });
    const { url } = await startProxy(port);
    const response = await fetch(`${url}/api/a%2Fb?q=%20x&q=2`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json', 'x-own': 'yes' },
      body: '{"title":"é"}',
    });
    expect(seen).toEqual({
      method: 'PATCH',
      url: '/api/a%2Fb?q=%20x&q=2',
      body: '{"title":"é"}',
      type: 'application/json',
      own: 'yes',
    });
    expect([response.status, response.statusText]).toEqual([201, 'Made']);
    expect(response.headers.get('location')).toBe('/api/tasks/1');
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(await response.text()).toBe('{}');
  });

  it('tells the API where it came from, and the client who answered', async () => {
    let headers: http.IncomingHttpHeaders = {};
    const port = await startApi((request, response) => {
      headers = request.headers;
      response.setHeader('x-served-by', 'api-1').end();
    });
    const { url } = await startProxy(port);
    const response = await fetch(`${url}/api`, { headers: { 'x-forwarded-for': '10.0.0.7' } });
    expect(headers['x-forwarded-for']).toBe('10.0.0.7, 127.0.0.1');
    expect(headers['x-forwarded-host']).toBe(new URL(url).host);
    expect(headers['x-forwarded-proto']).toBe('http');
    expect(headers.host).toBe(`127.0.0.1:${port}`);
    expect(response.headers.get('x-served-by')).toBe('api-1, web-1');
  });

  it('leaves out what belongs to one connection only, in both directions', async () => {
    let headers: http.IncomingHttpHeaders = {};
    const port = await startApi((request, response) => {
      headers = request.headers;
      response
        .writeHead(200, { connection: 'x-secret-hop, close', 'x-secret-hop': '1', 'x-kept': '1' })
        .end();
    });
    const { url } = await startProxy(port);
    const answer = await new Promise<http.IncomingMessage>((resolve) => {
      const sent = {
        connection: 'x-hop, keep-alive',
        'x-hop': '1',
        'proxy-authorization': 'secret',
        te: 'trailers',
      };
      http.get(`${url}/api`, { headers: sent }, resolve);
    });
    answer.resume();
    expect(Object.keys(headers)).not.toEqual(expect.arrayContaining(['x-hop']));
    expect(headers['proxy-authorization']).toBeUndefined();
    expect(headers.te).toBeUndefined();
    expect(answer.headers['x-secret-hop']).toBeUndefined();
    expect(answer.headers['x-kept']).toBe('1');
    expect(answer.headers.connection).not.toContain('x-secret-hop');
  });

  it('streams a body of unknown length, whatever the method', async () => {
    const port = await startApi(async (request, response) => {
      response.end(await new Response(request as unknown as ReadableStream).text());
    });
    const { url } = await startProxy(port);
    const chunks = new ReadableStream({
      start: (controller) => {
        for (const part of ['a', 'b', 'c']) controller.enqueue(new TextEncoder().encode(part));
        controller.close();
      },
    });
    const response = await fetch(`${url}/api`, {
      method: 'DELETE',
      body: chunks,
      duplex: 'half',
    } as RequestInit);
    expect(await response.text()).toBe('abc');
  });

  it('passes on each chunk of an answer when it comes, and its head before the first one', async () => {
    let finish = () => {};
    const port = await startApi((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
      finish = () => response.end('data: 2\n\n');
      setImmediate(() => response.write('data: 1\n\n'));
    });
    const { url } = await startProxy(port);
    const reader = (await fetch(`${url}/api/chat`)).body?.getReader();
    const text = async () => new TextDecoder().decode((await reader?.read())?.value);
    expect(await text()).toBe('data: 1\n\n');
    finish();
    expect(await text()).toBe('data: 2\n\n');
  });

  it('is broken off at the API when the client goes away', async () => {
    let gone = () => {};
    const isGone = new Promise<void>((resolve) => {
      gone = resolve;
    });
    const port = await startApi((_, response) => {
      response.on('close', gone);
      response.write('a');
    });
    const { url } = await startProxy(port);
    const controller = new AbortController();
    await fetch(`${url}/api`, { signal: controller.signal });
    controller.abort();
    await expect(isGone).resolves.toBeUndefined();
  });

  it('uses one connection for reads one after the other', async () => {
    const api = await startRawApi(answerOk);
    const { url } = await startProxy(api.port);
    for (let i = 0; i < 3; i++) await (await fetch(`${url}/api`)).text();
    expect(api.count()).toBe(1);
  });
});

describe('a connection that fails', () => {
  it('is replaced for a read when a pooled one ends before any byte of an answer', async () => {
    const answerOnce = (socket: net.Socket) => {
      socket.once('data', () => {
        socket.write(okResponse);
        socket.once('data', () => socket.destroy());
      });
    };
    const api = await startRawApi(answerOnce, answerOk);
    const { url, log } = await startProxy(api.port);
    await (await fetch(`${url}/api`)).text();
    const response = await fetch(`${url}/api`);
    expect([response.status, await response.text()]).toEqual([200, 'ok']);
    expect(api.count()).toBe(2);
    expect(log).toEqual([{ level: 'warn', message: 'sent again to the API' }]);
  });

  it('is replaced only once', async () => {
    const api = await startRawApi((socket) => socket.once('data', () => socket.destroy()));
    const { url, log } = await startProxy(api.port);
    const response = await fetch(`${url}/api`);
    expect(response.status).toBe(502);
    expect(api.count()).toBe(2);
    expect(log.map(({ level }) => level)).toEqual(['warn', 'error']);
  });

  it.each(['POST', 'PATCH', 'DELETE'])(
    'is never replaced for %s: it may have been carried out',
    async (method) => {
      const api = await startRawApi((socket) => socket.once('data', () => socket.destroy()));
      const { url } = await startProxy(api.port);
      const response = await fetch(`${url}/api/tasks/1`, {
        method,
        ...(method !== 'DELETE' && { body: 'x' }),
      });
      expect(response.status).toBe(502);
      expect(api.count()).toBe(1);
      expect(await response.json()).toMatchObject({
        type: 'urn:problem:todo-chatbot:bad-gateway',
        code: 'bad-gateway',
        status: 502,
        instance: '/api/tasks/1',
      });
    },
  );

  it('does not concern a write: it never travels on a pooled connection', async () => {
    const api = await startRawApi(answerOk);
    const { url } = await startProxy(api.port);
    await (await fetch(`${url}/api`)).text();
    await (await fetch(`${url}/api`, { method: 'POST', body: 'x' })).text();
    expect(api.count()).toBe(2);
  });

  it('is answered by a 503 problem with Retry-After when the API cannot be reached', async () => {
    const { url, log } = await startProxy(await freePort());
    const response = await fetch(`${url}/api/tasks?secret=1`, { method: 'POST', body: 'x' });
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('1');
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-served-by')).toBe('web-1');
    expect(await response.json()).toMatchObject({ status: 503, code: 'unavailable', instance: '/api/tasks' });
    expect(log.map(({ message }) => message)).toEqual(['sent again to the API', 'no answer from the API']);
  });

  it('is answered by a 504 problem when the API accepts the request and says nothing', async () => {
    const api = await startRawApi(() => undefined);
    const { url } = await startProxy(api.port, { connectMs: 1000, answerMs: 50 });
    const response = await fetch(`${url}/api`);
    expect(response.status).toBe(504);
    expect(api.count()).toBe(1);
  });

  it('breaks the answer off for the client too when it fails in the middle of it', async () => {
    const api = await startRawApi((socket) =>
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf');
        setTimeout(() => socket.destroy(), 20);
      }),
    );
    const { url } = await startProxy(api.port);
    const response = await fetch(`${url}/api`);
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
  });

  it('leaves an early refusal of a large body to the client', async () => {
    const port = await startApi((_, response) =>
      response.writeHead(413, { connection: 'close' }).end('too large'),
    );
    const { url } = await startProxy(port);
    const status = await new Promise((resolve, reject) => {
      const request = http.request(`${url}/api`, { method: 'POST' }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      request.on('error', reject);
      request.end(Buffer.alloc(64 * 1024));
    });
    expect(status).toBe(413);
  });
});
