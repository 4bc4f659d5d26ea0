/** Owns how long a creation's key is kept. */

import type { Kysely } from 'kysely';
import { runStatement } from './run-statement.ts';
import type { Schema } from './schema.ts';

/** A client that sends a creation again does so within seconds or minutes; a day is what most APIs keep. */
const keptHours = 24;

/** @returns how many keys are gone; any number of processes may do it at once */
export async function forgetOldKeys(db: Kysely<Schema>, now: Temporal.Instant): Promise<number> {
  const before = now.subtract({ hours: keptHours }).toString();
  const rows = await runStatement(
    db,
    'delete from idempotency_keys where created_at < $1::timestamptz returning 1',
    [before],
  );
  return rows.length;
}
