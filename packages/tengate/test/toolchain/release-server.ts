/** A web server on loopback laid out like the official addresses, that can be made to misbehave. */

import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Fault =
  | 'missing'
  /** Declares its full length and hangs up half way. */
  | 'truncated'
  /** Sends other bytes of the same length. */
  | 'altered'
  /** Sends half and then nothing more. */
  | 'silent'
  | 'refused';

export type ReleaseServer = {
  readonly url: string;
  /** Path → how to misbehave. */
  readonly faults: Map<string, Fault>;
  /** Paths as they were asked for. */
  readonly requests: string[];
  /** Resolves when `path` has been asked for. */
  asked(path: string): Promise<void>;
  close(): Promise<void>;
};

export async function startReleaseServer(files: ReadonlyMap<string, Buffer>): Promise<ReleaseServer> {
  const byPath = new Map([...files].map(([address, content]) => [new URL(address).pathname, content]));
  const faults = new Map<string, Fault>();
  const requests: string[] = [];
  const waiting = new Map<string, PromiseWithResolvers<void>>();
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    requests.push(path);
    waiting.get(path)?.resolve();
    answer(response, byPath.get(path), faults.get(path));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    faults,
    requests,
    asked: async (path) => {
      if (requests.includes(path)) return;
      const asked = waiting.get(path) ?? Promise.withResolvers<void>();
      waiting.set(path, asked);
      await asked.promise;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer(response: ServerResponse, content: Buffer | undefined, fault: Fault | undefined): void {
  if (fault === 'refused') {
    response.writeHead(403).end('not here');
    return;
  }
  if (content === undefined || fault === 'missing') {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { 'content-length': content.length });
  const half = content.subarray(0, Math.floor(content.length / 2));
  if (fault === undefined) response.end(content);
  else if (fault === 'altered') response.end(Buffer.alloc(content.length, 'x'));
  else if (fault === 'silent') response.write(half);
  else response.write(half, () => response.destroy());
}
