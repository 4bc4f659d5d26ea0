/** Counts for rate limits in PostgreSQL or PGlite, so that all replicas count together. */

import { type Kysely, sql } from 'kysely';
import type { RateLimitStore } from '../../accounts/account-store.ts';
import type { Schema } from '../schema.ts';

export function createRateLimitStore(db: Kysely<Schema>): RateLimitStore {
  return {
    async hit(key, { now, windowMs }) {
      const at = now.toString();
      const resetsAt = now.add({ milliseconds: windowMs }).toString();
      const { rows } = await sql<{ hits: number; resets_at: Date }>`
        insert into rate_limits as counter (key, hits, resets_at) values (${key}, 1, ${resetsAt}::timestamptz)
        on conflict (key) do update set
          hits = case when counter.resets_at <= ${at}::timestamptz then 1 else counter.hits + 1 end,
          resets_at = case when counter.resets_at <= ${at}::timestamptz then excluded.resets_at else counter.resets_at end
        returning hits, resets_at`.execute(db);
      const [row] = rows;
      if (row === undefined) throw new Error('the counter returned no row');
      return { hits: row.hits, resetsAt: Temporal.Instant.fromEpochMilliseconds(row.resets_at.getTime()) };
    },

    async forget(key) {
      await db.deleteFrom('rate_limits').where('key', '=', key).execute();
    },

    async removeExpired(now) {
      await db.deleteFrom('rate_limits').where('resets_at', '<=', new Date(now.epochMilliseconds)).execute();
    },
  };
}
