/** Owns the load of the comparison: a fixed number of connections, each with its next request once the last is answered. */

import { Agent, request } from 'node:http';

export type LoadRequest = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

/**
 * @param options.next the next request; null ends the load
 * @returns latencies in milliseconds
 * @throws when an answer has another status than expected
 */
export async function closedLoad(options: {
  readonly port: number;
  readonly connections: number;
  readonly next: () => LoadRequest | null;
  readonly expectStatus: number;
}): Promise<number[]> {
  const { port, connections, next, expectStatus } = options;
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const latencies: number[] = [];
  const one = ({ method, path, headers, body }: LoadRequest) =>
    new Promise<void>((resolve, reject) => {
      const started = performance.now();
      const content =
        body === undefined
          ? {}
          : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
      const sent = request(
        { host: '127.0.0.1', port, method, path, agent, headers: { ...headers, ...content } },
        (response) => {
          response.on('error', reject);
          response.on('end', () => {
            latencies.push(performance.now() - started);
            if (response.statusCode === expectStatus) resolve();
            else reject(new Error(`${method} ${path} answered ${response.statusCode}`));
          });
          response.resume();
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
  await Promise.all(
    Array.from({ length: connections }, async () => {
      for (let wanted = next(); wanted !== null; wanted = next()) await one(wanted);
    }),
  );
  agent.destroy();
  return latencies;
}
