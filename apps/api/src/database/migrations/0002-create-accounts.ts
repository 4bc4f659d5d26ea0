/**
 * Creates accounts with their sessions and tokens, and the counters of rate limits. Only adds: what belongs to an account
 * names it without a foreign key, since older versions write for the local account whatever is in this table.
 */

import { type Kysely, sql } from 'kysely';
import type { Schema } from '../schema.ts';

export async function createAccounts(db: Kysely<Schema>): Promise<void> {
  await sql`
    create table accounts (
      id uuid primary key,
      email text unique,
      password_hash text,
      time_zone text not null default 'UTC',
      language text not null default 'en',
      created_at timestamptz not null default now()
    )`.execute(db);
  // The account of an installation without sign-in: no e-mail and no password, so nobody can sign in to it.
  await sql`insert into accounts (id) values ('00000000-0000-4000-8000-000000000001')`.execute(db);
  await sql`
    create table sessions (
      token_hash text primary key,
      account_id uuid not null references accounts (id) on delete cascade,
      created_at timestamptz not null,
      renewed_at timestamptz not null,
      expires_at timestamptz not null
    )`.execute(db);
  await sql`create index sessions_of_account on sessions (account_id)`.execute(db);
  await sql`create index sessions_by_expiry on sessions (expires_at)`.execute(db);
  await sql`
    create table api_tokens (
      id uuid primary key,
      account_id uuid not null references accounts (id) on delete cascade,
      name text not null,
      token_hash text not null unique,
      scopes text[] not null,
      created_at timestamptz not null,
      last_used_at timestamptz,
      expires_at timestamptz
    )`.execute(db);
  await sql`create index api_tokens_of_account on api_tokens (account_id, created_at desc)`.execute(db);
  // Lost in a crash, which only forgets attempts; in return it costs no write-ahead log.
  await sql`
    create unlogged table rate_limits (
      key text primary key,
      hits integer not null,
      resets_at timestamptz not null
    )`.execute(db);
  await sql`create index rate_limits_by_reset on rate_limits (resets_at)`.execute(db);
}
