/** Owns a load that does not wait: a request every so many milliseconds, whatever becomes of those before. */

import http from 'node:http';

export type LoadRequest = { readonly method: 'GET' | 'POST'; readonly path: string; readonly status: number };

export type ConstantLoad = {
  sent(): number;
  /** One line for each request that had no answer, or not the wanted one. */
  readonly failures: readonly string[];
  /** Sends nothing more and waits for the answers that are still to come. */
  stop(): Promise<void>;
};

/**
 * @param options.agent    keeps connections, or `false` for a new one per request
 * @param options.requests are sent in turn
 */
export function startLoad(options: {
  readonly port: number;
  readonly agent: http.Agent | false;
  readonly everyMs: number;
  readonly requests: readonly LoadRequest[];
}): ConstantLoad {
  const { port, agent, requests } = options;
  const failures: string[] = [];
  const pending = new Set<Promise<void>>();
  let sent = 0;

  const send = ({ method, path, status }: LoadRequest) =>
    new Promise<void>((resolve) => {
      const failed = (why: string) => failures.push(`request ${sent}: ${method} ${path}: ${why}`);
      const headers = method === 'POST' ? { 'content-type': 'application/json' } : {};
      const request = http.request({ host: '127.0.0.1', port, method, path, agent, headers }, (response) => {
        if (response.statusCode !== status) failed(`status ${response.statusCode}`);
        response.on('error', (error) => failed(error.message));
        response.on('close', resolve).resume();
      });
      request.on('error', (error) => {
        failed(error.message);
        resolve();
      });
      request.end(method === 'POST' ? '{"title":"load"}' : undefined);
    });

  const timer = setInterval(() => {
    const next = requests[sent++ % requests.length];
    if (next === undefined) return;
    const request = send(next);
    pending.add(request);
    void request.finally(() => pending.delete(request));
  }, options.everyMs);

  return {
    sent: () => sent,
    failures,
    stop: async () => {
      clearInterval(timer);
      await Promise.all(pending);
    },
  };
}
