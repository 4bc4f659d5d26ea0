/** Creates conversations and their messages. Only adds. */

import { type Kysely, sql } from 'kysely';
import type { Schema } from '../schema.ts';

export async function createConversations(db: Kysely<Schema>): Promise<void> {
  await sql`
    create table conversations (
      id uuid primary key,
      account_id uuid not null,
      title text not null,
      created_at timestamptz not null,
      updated_at timestamptz not null
    )`.execute(db);
  await sql`create index conversations_latest_first on conversations (account_id, updated_at desc, id desc)`.execute(
    db,
  );
  // A reply that is being written belongs to one run, which renews its lease; when the lease lapses, the run is gone.
  await sql`
    create table conversation_messages (
      id uuid primary key,
      conversation_id uuid not null references conversations (id) on delete cascade,
      number bigint generated always as identity,
      role text not null check (role in ('user', 'assistant')),
      parts jsonb not null,
      status text not null,
      run_id uuid,
      lease_until timestamptz,
      created_at timestamptz not null,
      updated_at timestamptz not null
    )`.execute(db);
  await sql`create index conversation_messages_in_order on conversation_messages (conversation_id, number)`.execute(
    db,
  );
}
