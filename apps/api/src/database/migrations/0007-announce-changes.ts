/**
 * Announces every change of an account on the channel `todo_changes`, whoever makes it: in the database, so that no way of
 * writing can forget it, and every replica hears of it. Only adds; the version before changes tasks as it did.
 */

import { type Kysely, sql } from 'kysely';
import type { Schema } from '../schema.ts';

/** Table → what a client has to read again. Every change of a task is recorded as an activity together with it. */
const announced = [
  ['activity', 'tasks'],
  ['projects', 'projects'],
  ['labels', 'labels'],
  ['conversations', 'conversations'],
] as const;

export async function announceChanges(db: Kysely<Schema>): Promise<void> {
  // Equal payloads of one transaction are delivered once (documentation of NOTIFY).
  await sql`
    create function announce_change() returns trigger language plpgsql as $$
    begin
      perform pg_notify('todo_changes', coalesce(new.account_id, old.account_id) || ' ' || tg_argv[0]);
      return null;
    end $$`.execute(db);
  for (const [table, kind] of announced)
    await sql`
      create trigger announce_change after insert or update or delete on ${sql.table(table)}
      for each row execute function announce_change(${sql.lit(kind)})`.execute(db);
  // A reply is written many times while it grows: only its beginning and its end are announced.
  await sql`
    create function announce_message() returns trigger language plpgsql as $$
    begin
      perform pg_notify('todo_changes', account_id || ' conversations')
      from conversations where id = new.conversation_id;
      return null;
    end $$`.execute(db);
  await sql`
    create trigger announce_message after insert or update of status on conversation_messages
    for each row execute function announce_message()`.execute(db);
}
