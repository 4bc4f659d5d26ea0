/** `GET /api/health`: the process answers. Says nothing about the database, whose loss no restart would mend. */

import type { Health } from '@todo-chatbot/contracts';
import { Hono } from 'hono';
import type { HttpEnvironment } from './http-environment.ts';

export function healthRoutes(service: {
  readonly name: string;
  readonly version: string;
}): Hono<HttpEnvironment> {
  const { name, version } = service;
  return new Hono<HttpEnvironment>().get('/health', (c) =>
    c.json({ status: 'ok', name, version } satisfies Health),
  );
}
