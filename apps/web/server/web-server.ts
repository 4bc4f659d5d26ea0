/** Owns the HTTP server: which request goes where, and an end that loses none. */

import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { Log } from './log.ts';

export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

export type WebServer = {
  /** Takes connections from here on; gives the port, which the system chooses where 0 was asked for. */
  listen(options: { readonly port: number; readonly host: string | null }): Promise<number>;
  /** Ends in order: see {@link createWebServer}. Resolves when the last connection is closed. */
  close(): Promise<void>;
};

/** A kept-alive connection without a request is closed after this time, which every answer announces. */
const keepAliveMs = 5000;
/** The server waits this much longer than it announces, so that a client is never the later one. */
const keepAliveBufferMs = 1000;
/** A drain ends early when nobody is connected and nothing came for so long. */
const quietMs = 2000;
const drainCheckMs = 100;

/**
 * `GET /healthz` says that the process lives and `GET /readyz` that it wants requests; neither asks anything of the
 * API, because restarting or taking away a web pod cures no API. `/api` goes to the API, all else to the pages.
 *
 * The end: `/readyz` turns 503 and every answer says `Connection: close`, while connections and requests are still
 * taken for `drainMs`: routing tables of a cluster lag behind. By then each kept-alive connection was either told to
 * close by its last answer or closed for idleness, as announced; only then the port is closed, and what is still in
 * flight has `shutdownTimeoutMs`. `drainMs` must exceed the idle time (6 s) for that. It is cut short when there is no
 * connection at all and nothing came for 2 s.
 */
export function createWebServer(options: {
  readonly api: RequestHandler;
  readonly pages: RequestHandler;
  /** This server's name, for X-Served-By. */
  readonly instance: string;
  readonly log: Log;
  readonly drainMs: number;
  readonly shutdownTimeoutMs: number;
  /** A monotonic clock, milliseconds. */
  readonly now: () => number;
}): WebServer {
  const { api, pages, instance, log, now } = options;
  const inFlight = new Set<ServerResponse>();
  let isDraining = false;
  let lastRequestAt = 0;
  let closing: Promise<void> | null = null;

  const server = http.createServer({
    keepAliveTimeout: keepAliveMs,
    keepAliveTimeoutBuffer: keepAliveBufferMs,
  });

  server.on('request', (request, response) => {
    lastRequestAt = now();
    inFlight.add(response);
    response.once('close', () => inFlight.delete(response));
    response.setHeader('X-Served-By', instance);
    if (isDraining) response.setHeader('Connection', 'close');
    route(request)(request, response);
  });

  const route = (request: IncomingMessage): RequestHandler => {
    const path = (request.url ?? '').split('?', 1)[0] ?? '';
    if (path === '/healthz') return (_, response) => sendStatus(response, 200, 'ok');
    if (path === '/readyz') {
      return (_, response) =>
        isDraining ? sendStatus(response, 503, 'draining') : sendStatus(response, 200, 'ready');
    }
    return path === '/api' || path.startsWith('/api/') ? api : pages;
  };

  const connections = () =>
    new Promise<number>((resolve) => server.getConnections((_, count) => resolve(count)));

  const drained = async (): Promise<void> => {
    const since = now();
    while (now() - since < options.drainMs) {
      const isQuiet = now() - Math.max(since, lastRequestAt) >= quietMs;
      if (isQuiet && (await connections()) === 0) return;
      await new Promise((resolve) => setTimeout(resolve, drainCheckMs));
    }
  };

  const end = async (): Promise<void> => {
    isDraining = true;
    for (const response of inFlight) if (!response.headersSent) response.setHeader('Connection', 'close');
    await drained();
    const cut = setTimeout(() => {
      log('warn', 'cut what was still in flight', { requests: inFlight.size });
      server.closeAllConnections();
    }, options.shutdownTimeoutMs);
    await new Promise((resolve) => server.close(resolve));
    clearTimeout(cut);
  };

  return {
    listen: ({ port, host }) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen({ port, ...(host !== null && { host }) }, () => {
          server.off('error', reject);
          const address = server.address();
          resolve(typeof address === 'object' && address !== null ? address.port : port);
        });
      }),
    close: () => {
      closing ??= end();
      return closing;
    },
  };
}

function sendStatus(response: ServerResponse, code: number, status: string): void {
  response.writeHead(code, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify({ status }));
}
