/** Owns bringing the tables up to date, by any number of processes at once. */

import { type Kysely, sql } from 'kysely';
import type { Schema } from './schema.ts';

export type Migration = {
  readonly name: string;
  readonly up: (db: Kysely<Schema>) => Promise<void>;
  /** In a transaction of its own, for it takes long: the locks of those before it are given back first. */
  readonly apart?: true;
};

/** Any number that no other program locks in this database; these are the letters "todo-api". */
const lockKey = 0x746f646f2d617069n;

/**
 * Applies what is missing: in one transaction, all or nothing, but for those that stand apart. The lock belongs to the
 * transaction and not to the session, since behind a transaction pooler a session is not ours to keep. Names in the table
 * that are not in `migrations` belong to a newer version that was rolled back: they are left alone.
 *
 * @returns the names that this call applied, in order; empty when another process was first
 */
export async function migrate(
  db: Kysely<Schema>,
  migrations: readonly Migration[],
): Promise<readonly string[]> {
  const applied: string[] = [];
  for (;;) {
    const { names, isComplete } = await applyNext(db, migrations);
    applied.push(...names);
    if (isComplete) return applied;
  }
}

async function applyNext(db: Kysely<Schema>, migrations: readonly Migration[]) {
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
    const next = missing.findIndex(({ apart }, index) => index > 0 && (apart || missing[index - 1]?.apart));
    const now = next === -1 ? missing : missing.slice(0, next);
    for (const migration of now) {
      await migration.up(transaction);
      await transaction.insertInto('schema_migrations').values({ name: migration.name }).execute();
    }
    return { names: now.map(({ name }) => name), isComplete: now.length === missing.length };
  });
}
