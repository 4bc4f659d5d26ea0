/**
 * Keeps whether somebody chose the time zone of an account, so that the first browser may tell it where nobody has, and
 * announces changes of what an account remembers. Only adds: the version before writes zones without the mark, which is why
 * any other zone than the default counts as chosen too.
 */

import { type Kysely, sql } from 'kysely';
import type { Schema } from '../schema.ts';

export async function chooseTimeZone(db: Kysely<Schema>): Promise<void> {
  await sql`alter table accounts add column time_zone_chosen boolean not null default false`.execute(db);
  await sql`
    create function announce_account() returns trigger language plpgsql as $$
    begin
      perform pg_notify('todo_changes', new.id || ' account');
      return null;
    end $$`.execute(db);
  await sql`
    create trigger announce_account after update of time_zone, language on accounts
    for each row execute function announce_account()`.execute(db);
}
