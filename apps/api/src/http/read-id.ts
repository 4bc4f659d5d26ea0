/** Owns the id in an address: what is no UUID names nothing, and is "not found" rather than a malformed request. */

import type { Context } from 'hono';
import { z } from 'zod';
import type { HttpEnvironment } from './http-environment.ts';
import { problemResponse } from './problem.ts';

const uuid = z.uuid();

/** The parameters of the description. */
export const idParameters = z.object({ id: uuid });

export function readId(c: Context<HttpEnvironment>): string | null {
  const parsed = uuid.safeParse(c.req.param('id'));
  return parsed.success ? parsed.data.toLowerCase() : null;
}

/** @param what as in "There is no task with this id" */
export function noSuch(c: Context<HttpEnvironment>, what: string): Response {
  return problemResponse(c, { code: 'not-found', detail: `There is no ${what} with this id` });
}
