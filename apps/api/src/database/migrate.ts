/** Owns bringing the tables up to date, by any number of processes at once. */

import { type Kysely, sql } from 'kysely';
import type { Schema } from './schema.ts';

export type Migration = { readonly name: string; readonly up: (db: Kysely<Schema>) => Promise<void> };

/** Any number that no other program locks in this database; these are the letters "todo-api". */
const lockKey = 0x746f646f2d617069n;

/**
 * Applies what is missing, all or nothing. The lock belongs to the transaction and not to the session, since behind a
 * transaction pooler a session is not ours to keep. Names in the table that are not in `migrations` belong to a newer
 * version that was rolled back: they are left alone.
 *
 * @returns the names that this call applied, in order; empty when another process was first
 */
export async function migrate(
  db: Kysely<Schema>,
  migrations: readonly Migration[],
): Promise<readonly string[]> {
  return await db.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(${lockKey.toString()}::bigint)`.execute(transaction);
    await sql`
      create table if not exists schema_migrations (
        name text primary key,
        applied_at timestamptz not null default now()
      )`.execute(transaction);
    const rows = await transaction.selectFrom('schema_migrations').select('name').execute();
    const applied = new Set(rows.map((row) => row.name));
    const missing = migrations.filter((migration) => !applied.has(migration.name));
    for (const migration of missing) {
      await migration.up(transaction);
      await transaction.insertInto('schema_migrations').values({ name: migration.name }).execute();
    }
    return missing.map((migration) => migration.name);
  });
}
