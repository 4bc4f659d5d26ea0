/** Owns the request headers that mean something to the API beyond HTTP's own. */

import { z } from 'zod';

/** A client's own name for one creation: sent again with the same body, it gets the same answer and makes nothing new. */
export const idempotencyKeyHeader = 'idempotency-key';
export const idempotencyKey = z
  .string()
  .regex(/^[\x21-\x7e]{1,200}$/, 'Must be 1 to 200 visible ASCII characters, best a UUID');

/** Says which client acts (`web`, `api`), for the record of what was done. */
export const clientHeader = 'x-client';

/** Of the answer to a change of one task: what `POST /api/undo` takes as `activityId`. Absent when nothing had to change. */
export const activityHeader = 'x-activity-id';
