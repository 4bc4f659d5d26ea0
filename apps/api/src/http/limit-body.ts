/** Owns how large a body may be. */

import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { HttpEnvironment } from './http-environment.ts';
import { problemResponse } from './problem.ts';

/**
 * A body that states its length is judged by that, which HTTP holds it to; only one that does not is counted while it is
 * read, since that takes a copy of the whole request.
 */
export function limitBody(maxBytes: number): MiddlewareHandler<HttpEnvironment> {
  const counted = bodyLimit({ maxSize: maxBytes, onError: (c) => tooLarge(c) });
  return (c, next) => {
    const length = c.req.header('content-length');
    if (length !== undefined && c.req.header('transfer-encoding') === undefined) {
      return Number(length) <= maxBytes ? next() : tooLarge(c);
    }
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
    return counted(c, next);
  };

  async function tooLarge(c: Parameters<typeof problemResponse>[0]): Promise<Response> {
    return problemResponse(c, {
      code: 'body-too-large',
      detail: `The body may have at most ${maxBytes} bytes`,
    });
  }
}
