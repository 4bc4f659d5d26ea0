/** Owns the answers of the liveness and readiness endpoints. */

import { z } from 'zod';

/** `GET /api/health`: the process answers. Says nothing about the database. */
export const health = z.object({ status: z.literal('ok'), name: z.string(), version: z.string() });
export type Health = z.infer<typeof health>;

/** `GET /api/ready`: requests can be served; otherwise a problem with status 503. */
export const readiness = z.object({ status: z.literal('ready') });
export type Readiness = z.infer<typeof readiness>;
