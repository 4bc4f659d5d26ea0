/** Owns the answers of the proxy where the API gave none: RFC 9457 problems of the same shape as the API's own. */

import type { ServerResponse } from 'node:http';

/** `unavailable`: no connection, so nothing was done. The other two: it may have been done. */
export type ProxyFailure = 'unavailable' | 'bad-gateway' | 'gateway-timeout';

const problems = {
  unavailable: {
    status: 503,
    title: 'The API cannot be reached',
    detail: 'The API cannot be reached at the moment. Nothing was changed.',
  },
  'bad-gateway': {
    status: 502,
    title: 'The API broke off',
    detail:
      'The connection to the API was lost before it answered. Look whether the change was made before trying again.',
  },
  'gateway-timeout': {
    status: 504,
    title: 'The API takes too long',
    detail: 'The API did not answer in time. Look whether the change was made before trying again.',
  },
} as const;

const retryAfterSeconds = '1';

/**
 * Answers with a problem; only before anything else of an answer was sent.
 *
 * @param options.path the path of the request that had the problem
 */
export function sendProxyProblem(options: {
  readonly response: ServerResponse;
  readonly failure: ProxyFailure;
  readonly path: string;
  readonly instance: string;
}): void {
  const { response, failure } = options;
  const { status, title, detail } = problems[failure];
  const type = `urn:problem:todo-chatbot:${failure}`;
  const body = JSON.stringify({ type, title, status, detail, instance: options.path, code: failure });
  response.writeHead(status, {
    'content-type': 'application/problem+json',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'retry-after': retryAfterSeconds,
    'x-served-by': options.instance,
  });
  response.end(body);
}
