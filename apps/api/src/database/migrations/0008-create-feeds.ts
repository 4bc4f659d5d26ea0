/** Creates calendar feeds: one of each account at most, found by the hash of its secret. Only adds. */

import { type Kysely, sql } from 'kysely';
import type { Schema } from '../schema.ts';

export async function createFeeds(db: Kysely<Schema>): Promise<void> {
  await sql`
    create table feeds (
      account_id uuid primary key,
      secret_hash text not null unique,
      time_zone text not null,
      created_at timestamptz not null
    )`.execute(db);
}
