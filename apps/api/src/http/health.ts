/** `GET /api/health`: the process answers. Says nothing about the database, whose loss no restart would mend. */

import type { Health } from '@todo-chatbot/contracts';
import { Hono } from 'hono';
import type { HttpEnvironment } from './http-environment.ts';

export function healthRoutes(service: {
  readonly name: string;
  readonly version: string;
  readonly labels: { readonly release: string | null; readonly build: string | null };
}): Hono<HttpEnvironment> {
  const { name, version, labels } = service;
  const answer = {
    status: 'ok',
    name,
    version,
    releaseLabel: labels.release,
    buildLabel: labels.build,
  } satisfies Health;
  return new Hono<HttpEnvironment>().get('/health', (c) => c.json(answer));
}
