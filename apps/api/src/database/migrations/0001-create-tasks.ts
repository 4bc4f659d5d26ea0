/** Creates the tasks. */

import { type Kysely, sql } from 'kysely';
import type { Schema } from '../schema.ts';

export async function createTasks(db: Kysely<Schema>): Promise<void> {
  await sql`
    create table tasks (
      id uuid primary key,
      number bigint generated always as identity,
      title text not null check (title <> ''),
      notes text,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      completed_at timestamptz
    )`.execute(db);
  await sql`create index tasks_newest_first on tasks (created_at desc, number desc)`.execute(db);
}
