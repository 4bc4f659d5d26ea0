/** Owns the listening socket and its connections, up to losing none of them when the process ends. */

import { createServer, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, Server as NetServer } from 'node:net';
import { getRequestListener } from '@hono/node-server';

export type HttpServer = {
  readonly port: number;
  /** From now on every answer says `Connection: close`, so that clients leave by themselves. */
  drain(): void;
  /**
   * Stops accepting, goes on answering on the connections there are, and closes the idle ones last: a request that was
   * already under way on one of them would be lost otherwise.
   *
   * @param options.lingerMs   how long a connection without a request may stay
   * @param options.timeoutMs  how long requests in flight may take after that before they are cut
   * @returns the number of connections that had to be cut
   */
  stop(options: { readonly lingerMs: number; readonly timeoutMs: number }): Promise<{ readonly cut: number }>;
};

/** Idle connections of a proxy live up to a minute; the side that closes first should be the client. */
const keepAliveTimeoutMs = 65_000;

/**
 * @param options.fetch the application
 * @param options.host  `null`: every address, of IPv6 too where the machine has it
 * @param options.port  0 takes a free one
 * @throws the error of `listen` (EADDRINUSE, EACCES, …)
 */
export async function startHttpServer(options: {
  readonly fetch: (request: Request) => Response | Promise<Response>;
  readonly host: string | null;
  readonly port: number;
}): Promise<HttpServer> {
  let draining = false;
  let closingIdle = false;
  const inFlight = new Set<ServerResponse>();
  const listener = getRequestListener(options.fetch);
  const server = createServer({ keepAliveTimeout: keepAliveTimeoutMs }, (request, response) => {
    if (draining) response.setHeader('connection', 'close');
    inFlight.add(response);
    response.once('close', () => {
      inFlight.delete(response);
      // An answer that had begun before the drain could not say so: its connection is idle only now.
      if (closingIdle) setImmediate(() => server.closeIdleConnections());
    });
    void listener(request, response);
  });
  await listen(server, options);

  return {
    port: (server.address() as AddressInfo).port,
    drain() {
      draining = true;
      for (const response of inFlight) {
        if (!response.headersSent) response.setHeader('connection', 'close');
      }
    },
    async stop({ lingerMs, timeoutMs }) {
      // Not server.close(): since Node 19 that one closes idle connections first.
      const closed = new Promise<'closed'>((resolve) => {
        NetServer.prototype.close.call(server, () => resolve('closed'));
      });
      if ((await withTimeout(closed, lingerMs)) === 'closed') return { cut: 0 };
      closingIdle = true;
      server.closeIdleConnections();
      if ((await withTimeout(closed, timeoutMs)) === 'closed') return { cut: 0 };
      const cut = await countConnections(server);
      server.closeAllConnections();
      await closed;
      return { cut };
    },
  };
}

function listen(server: Server, options: { readonly host: string | null; readonly port: number }) {
  return new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port: options.port, ...(options.host !== null && { host: options.host }) }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

async function withTimeout<T>(promise: Promise<T>, ms: number): Promise<T | 'timed-out'> {
  const timer = Promise.withResolvers<'timed-out'>();
  const handle = setTimeout(() => timer.resolve('timed-out'), ms);
  try {
    return await Promise.race([promise, timer.promise]);
  } finally {
    clearTimeout(handle);
  }
}

function countConnections(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.getConnections((error, count) => (error === null ? resolve(count) : reject(error)));
  });
}
