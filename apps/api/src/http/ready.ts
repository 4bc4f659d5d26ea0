/** `GET /api/ready`: whether requests can be served now, the database included. Kubernetes' readiness probe. */

import type { Readiness as ReadinessAnswer } from '@todo-chatbot/contracts';
import { Hono } from 'hono';
import type { HttpEnvironment } from './http-environment.ts';
import { problemResponse } from './problem.ts';
import type { Readiness } from './readiness.ts';

export function readyRoutes(readiness: Pick<Readiness, 'check'>): Hono<HttpEnvironment> {
  return new Hono<HttpEnvironment>().get('/ready', async (c) => {
    const report = await readiness.check();
    if (!report.ready) return problemResponse(c, { code: 'unavailable', detail: report.why });
    return c.json({ status: 'ready' } satisfies ReadinessAnswer);
  });
}
