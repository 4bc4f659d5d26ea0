/**
 * `GET /metrics`: what is measured, for Prometheus, and measuring every request. The web front end passes only `/api` on,
 * so it is reached inside the cluster alone.
 */

import { Hono, type MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { Metrics } from '../metrics/metrics.ts';
import type { HttpEnvironment } from './http-environment.ts';

/** Answers while the database is away, and measures nothing of its own. */
export function metricsRoutes(metrics: Metrics): Hono<HttpEnvironment> {
  return new Hono<HttpEnvironment>().get('/metrics', async (c) =>
    c.body(await metrics.render(), 200, { 'content-type': metrics.contentType }),
  );
}

export function measureRequests(options: {
  readonly metrics: Metrics;
  readonly monotonicMs: () => number;
}): MiddlewareHandler<HttpEnvironment> {
  const { metrics, monotonicMs } = options;
  return async (c, next) => {
    const started = monotonicMs();
    await next();
    // What the last handler was declared for; a pattern means that only middleware was there.
    const route = routePath(c, -1);
    metrics.observeRequest({
      method: known.has(c.req.method) ? c.req.method : 'OTHER',
      route: route.includes('*') ? 'none' : route,
      status: c.res.status,
      seconds: (monotonicMs() - started) / 1000,
    });
  };
}

/** Anything can be sent as a method, and each would be a series of its own. */
const known: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
