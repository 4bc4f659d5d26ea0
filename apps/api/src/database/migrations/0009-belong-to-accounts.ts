/**
 * Makes the database itself keep what belongs to an account to one that exists, and take it away with the account. Only
 * adds: what older versions write belongs to the local account, which is made sure of first, or to one that signed up.
 */

import { type Kysely, sql } from 'kysely';
import type { Schema } from '../schema.ts';

/** In the order in which the application's own transactions come to them, so that the two cannot hold each other up. */
const tables = [
  'idempotency_keys',
  'projects',
  'labels',
  'tasks',
  'activity',
  'conversations',
  'feeds',
] as const;
const constraint = (table: string) => sql.ref(`${table}_of_account`);

/** New rows are held to it from here on. Nothing is read through, so writers wait for an instant only. */
export async function belongToAccounts(db: Kysely<Schema>): Promise<void> {
  const all = sql.join(['accounts', ...tables].map((table) => sql.table(table)));
  await sql`lock table ${all} in share row exclusive mode`.execute(db);
  await sql`
    insert into accounts (id) values ('00000000-0000-4000-8000-000000000001') on conflict do nothing`.execute(
    db,
  );
  for (const table of tables)
    await sql`
      alter table ${sql.table(table)} add constraint ${constraint(table)}
      foreign key (account_id) references accounts (id) on delete cascade not valid`.execute(db);
}

/**
 * Holds the rows of before to it as well, while others go on writing. Rows of an account that is not there (nothing that
 * was released makes them) get one to which nobody can sign in: an upgrade must neither fail on them nor lose them.
 */
export async function validateAccounts(db: Kysely<Schema>): Promise<void> {
  for (const table of tables) {
    await sql`
      insert into accounts (id)
      select distinct account_id from ${sql.table(table)} t
      where not exists (select from accounts a where a.id = t.account_id)
      on conflict do nothing`.execute(db);
    await sql`alter table ${sql.table(table)} validate constraint ${constraint(table)}`.execute(db);
  }
}
