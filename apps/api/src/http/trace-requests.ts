/** Gives every request its span, and the log of the request the trace's id. */

import type { MiddlewareHandler } from 'hono';
import type { Tracing } from '../tracing/tracing.ts';
import type { HttpEnvironment } from './http-environment.ts';
import { methodOf, routeOf } from './route-of.ts';

/** Asked by machines every few seconds, and never what somebody waits for. */
const untraced: ReadonlySet<string> = new Set(['/api/health', '/api/ready', '/metrics']);

export function traceRequests(tracing: Pick<Tracing, 'request'>): MiddlewareHandler<HttpEnvironment> {
  return async (c, next) => {
    if (untraced.has(c.req.path)) return await next();
    const incoming = { method: methodOf(c), header: (name: string) => c.req.header(name) };
    await tracing.request(incoming, async (traceId) => {
      c.set('traceId', traceId);
      await next();
      return { route: routeOf(c), status: c.res.status };
    });
  };
}
