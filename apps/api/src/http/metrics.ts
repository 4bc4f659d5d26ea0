/**
 * `GET /metrics`: what is measured, for Prometheus, and measuring every request. The web front end passes only `/api` on,
 * so it is reached inside the cluster alone.
 */

import { Hono, type MiddlewareHandler } from 'hono';
import type { Metrics } from '../metrics/metrics.ts';
import type { HttpEnvironment } from './http-environment.ts';
import { methodOf, routeOf } from './route-of.ts';

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
    metrics.observeRequest({
      method: methodOf(c),
      route: routeOf(c),
      status: c.res.status,
      seconds: (monotonicMs() - started) / 1000,
    });
  };
}
