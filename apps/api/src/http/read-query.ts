/** Owns reading the parameters of a request against a schema: 400 when they do not fit. */

import type { Context } from 'hono';
import type { z } from 'zod';
import type { HttpEnvironment } from './http-environment.ts';
import { problemResponse } from './problem.ts';
import type { JsonOutcome } from './read-json.ts';

export function readQuery<T extends z.ZodType>(
  c: Context<HttpEnvironment>,
  schema: T,
): JsonOutcome<z.output<T>> {
  const result = schema.safeParse(c.req.query());
  if (result.success) return { ok: true, value: result.data };
  const errors = result.error.issues.map(({ path, message }) => ({
    parameter: path.join('.'),
    detail: message,
  }));
  return { ok: false, response: invalidParameters(c, errors) };
}

export function invalidParameters(
  c: Context<HttpEnvironment>,
  errors: readonly { readonly parameter: string; readonly detail: string }[],
): Response {
  return problemResponse(c, {
    code: 'invalid-parameter',
    detail: '"errors" names each parameter that is not valid',
    errors,
  });
}
