/**
 * Gives the record of what was done a place for changes of projects and labels. Only adds: the version before takes such
 * an activity for one that changed no task.
 */

import { type Kysely, sql } from 'kysely';
import type { Schema } from '../schema.ts';

export async function recordFiling(db: Kysely<Schema>): Promise<void> {
  await sql`alter table activity add column filing jsonb`.execute(db);
  // Clients read tasks again only where tasks were changed: a new project changes none.
  await sql`
    create function announce_activity() returns trigger language plpgsql as $$
    begin
      if tg_op <> 'DELETE' and new.filing is not null and (new.filing->>'taskCount')::int = 0 then
        return null;
      end if;
      perform pg_notify('todo_changes', coalesce(new.account_id, old.account_id) || ' tasks');
      return null;
    end $$`.execute(db);
  await sql`
    create or replace trigger announce_change after insert or update or delete on activity
    for each row execute function announce_activity()`.execute(db);
}
