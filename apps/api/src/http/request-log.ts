/** Owns the log of one request. Most requests write one line, for which a logger of their own would cost too much. */

import type { Context } from 'hono';
import type { Log } from '../log.ts';
import type { HttpEnvironment } from './http-environment.ts';

/** What finds the lines of a request. */
export function logFields(c: Context<HttpEnvironment>): Readonly<Record<string, string>> {
  const traceId = c.get('traceId');
  return { requestId: c.get('requestId'), ...(traceId !== undefined && { traceId }) };
}

/** Its lines carry these fields. */
export function logOf(c: Context<HttpEnvironment>): Log {
  return c.get('log').child(logFields(c));
}
