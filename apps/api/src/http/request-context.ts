/** Gives every request its id and its log, every answer its common headers, and logs one line about the two. */

import type { Context, MiddlewareHandler } from 'hono';
import type { Log } from '../log.ts';
import type { HttpEnvironment } from './http-environment.ts';
import { logFields } from './request-log.ts';

/** Kubernetes asks these every few seconds from every node. */
const probes: ReadonlySet<string> = new Set(['/api/health', '/api/ready']);

export function requestContext(options: {
  readonly log: Log;
  /** The name of the pod, for X-Served-By. */
  readonly instance: string;
  readonly newRequestId: () => string;
  /** Milliseconds; only differences mean anything. */
  readonly monotonicMs: () => number;
}): MiddlewareHandler<HttpEnvironment> {
  const { log, instance, newRequestId, monotonicMs } = options;
  return async (c, next) => {
    const started = monotonicMs();
    const requestId = acceptable(c.req.header('x-request-id')) ?? newRequestId();
    c.set('requestId', requestId);
    c.set('log', log);
    c.set('commonHeaders', {
      'x-request-id': requestId,
      'x-served-by': instance,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });

    await next();
    if (c.get('hasCommonHeaders') !== true) addCommonHeaders(c);

    log[probes.has(c.req.path) ? 'debug' : 'info'](
      {
        ...logFields(c),
        method: c.req.method,
        path: withoutSecret(c.req.path),
        status: c.res.status,
        durationMs: Math.round((monotonicMs() - started) * 10) / 10,
      },
      'request',
    );
  };
}

/** To the answer itself and not by `c.header`, which makes a copy of one that is there. */
function addCommonHeaders(c: Context<HttpEnvironment>): void {
  const { headers } = c.res;
  for (const [name, value] of Object.entries(c.get('commonHeaders'))) {
    // A stream says more about caches: that nothing on the way may compress, and so hold back, it.
    if (!headers.has(name)) headers.set(name, value);
  }
}

/** A client's own id is taken only when it cannot forge or flood the log. */
function acceptable(id: string | undefined): string | undefined {
  return id !== undefined && /^[\w.:-]{1,128}$/.test(id) ? id : undefined;
}

/** The address of a calendar feed is its key. */
function withoutSecret(path: string): string {
  return path.startsWith('/api/feeds/') ? '/api/feeds/…' : path;
}
