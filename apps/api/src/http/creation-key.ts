/** Owns Idempotency-Key: a creation sent twice happens once. */

import { hash } from 'node:crypto';
import { idempotencyKey, idempotencyKeyHeader } from '@todo-chatbot/contracts';
import type { Context } from 'hono';
import { z } from 'zod';
import type { CreationKey } from '../todos/tasks.ts';
import type { HttpEnvironment } from './http-environment.ts';
import { problemResponse } from './problem.ts';
import type { JsonOutcome } from './read-json.ts';
import { invalidParameters } from './read-query.ts';

/** The header of the description. */
export const creationHeaders = z.object({ [idempotencyKeyHeader]: idempotencyKey.optional() });

/** Undefined without the header. What was asked for is the address and the body as it was sent. */
export async function readCreationKey(
  c: Context<HttpEnvironment>,
): Promise<JsonOutcome<CreationKey | undefined>> {
  const header = c.req.header(idempotencyKeyHeader);
  if (header === undefined) return { ok: true, value: undefined };
  const key = idempotencyKey.safeParse(header);
  if (!key.success) {
    const detail = key.error.issues[0]?.message ?? 'Is not valid';
    return { ok: false, response: invalidParameters(c, [{ parameter: 'Idempotency-Key', detail }]) };
  }
  const fingerprint = hash('sha256', `${c.req.path}\n${await c.req.text()}`, 'base64url');
  return { ok: true, value: { key: key.data, fingerprint } };
}

export function keyReused(c: Context<HttpEnvironment>): Response {
  return problemResponse(c, {
    code: 'idempotency-key-reused',
    detail: 'This Idempotency-Key was sent with another content; use a new one for each creation',
  });
}
