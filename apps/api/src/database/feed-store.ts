/** Keeps feeds in PostgreSQL or PGlite. */

import type { Kysely } from 'kysely';
import type { FeedStore } from '../feed/feed-store.ts';
import { runStatement } from './run-statement.ts';
import type { Schema } from './schema.ts';

export function createFeedStore(db: Kysely<Schema>): FeedStore {
  const run = <Row>(text: string, values: readonly unknown[]) => runStatement<Row>(db, text, values);
  return {
    async createdAt(accountId) {
      const [row] = await run<{ created_at: Date }>(
        'select created_at from feeds where account_id = $1::uuid',
        [accountId],
      );
      return row === undefined ? null : new Date(row.created_at).toISOString();
    },
    async put(accountId, { secretHash, timeZone, now }) {
      await run(
        `insert into feeds (account_id, secret_hash, time_zone, created_at)
         values ($1::uuid, $2, $3, $4::timestamptz)
         on conflict (account_id) do update set
           secret_hash = excluded.secret_hash, time_zone = excluded.time_zone, created_at = excluded.created_at`,
        [accountId, secretHash, timeZone, now],
      );
    },
    async remove(accountId) {
      const rows = await run('delete from feeds where account_id = $1::uuid returning account_id', [
        accountId,
      ]);
      return rows.length > 0;
    },
    async find(secretHash) {
      const [row] = await run<{ account_id: string; time_zone: string }>(
        `select f.account_id::text, a.time_zone from feeds f join accounts a on a.id = f.account_id
         where f.secret_hash = $1`,
        [secretHash],
      );
      return row === undefined ? null : { accountId: row.account_id, timeZone: row.time_zone, client: 'api' };
    },
  };
}
