/** Owns the answers of the liveness and readiness endpoints. */

import { z } from 'zod';

/** `GET /api/health`: the process answers. Says nothing about the database. */
export const health = z.object({
  status: z.literal('ok'),
  name: z.string(),
  version: z.string(),
  /** What the release's configuration calls itself; changes with the ConfigMap. `null` where it says nothing. */
  releaseLabel: z.string().nullable(),
  /** What the image calls itself; given when it was built. `null` where it says nothing. */
  buildLabel: z.string().nullable(),
});
export type Health = z.infer<typeof health>;

/** `GET /api/ready`: requests can be served; otherwise a problem with status 503. */
export const readiness = z.object({ status: z.literal('ready') });
export type Readiness = z.infer<typeof readiness>;
