/** Gives every request its id and its log, every answer its common headers, and logs one line about the two. */

import type { Context, MiddlewareHandler } from 'hono';
import type { Log } from '../log.ts';
import type { HttpEnvironment } from './http-environment.ts';

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
    c.set('log', log.child({ requestId }));

    // Before the answer is made: to add to one that is there costs a copy of it.
    setCommonHeaders(c, requestId, instance);
    await next();
    // One that was not made by `c`, such as a stream, knows nothing of them.
    if (!c.res.headers.has('x-request-id')) setCommonHeaders(c, requestId, instance);

    c.get('log')[probes.has(c.req.path) ? 'debug' : 'info'](
      {
        method: c.req.method,
        path: withoutSecret(c.req.path),
        status: c.res.status,
        durationMs: Math.round((monotonicMs() - started) * 10) / 10,
      },
      'request',
    );
  };
}

function setCommonHeaders(c: Context<HttpEnvironment>, requestId: string, instance: string): void {
  c.header('x-request-id', requestId);
  c.header('x-served-by', instance);
  c.header('x-content-type-options', 'nosniff');
  // A stream says more: that nothing on the way may compress, and so hold back, it.
  if (!c.finalized || !c.res.headers.has('cache-control')) c.header('cache-control', 'no-store');
}

/** A client's own id is taken only when it cannot forge or flood the log. */
function acceptable(id: string | undefined): string | undefined {
  return id !== undefined && /^[\w.:-]{1,128}$/.test(id) ? id : undefined;
}

/** The address of a calendar feed is its key. */
function withoutSecret(path: string): string {
  return path.startsWith('/api/feeds/') ? '/api/feeds/…' : path;
}
