/**
 * Gives tasks everything beyond a title: account, due date, priority, project, labels, subtasks, recurrence, version and
 * search; and adds projects, labels, the record of what was done, and keys of creations.
 *
 * Only adds, and every column has a default: the version before goes on reading and writing tasks beside this one.
 */

import { type Kysely, sql } from 'kysely';
import type { Schema } from '../schema.ts';

/** The account of an installation without sign-in; older versions write all tasks to it. */
const localAccount = sql.lit('00000000-0000-4000-8000-000000000001');

export async function createTaskCore(db: Kysely<Schema>): Promise<void> {
  await sql`
    create table projects (
      id uuid primary key,
      account_id uuid not null,
      name text not null,
      colour text not null,
      position integer not null,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      version integer not null default 1,
      unique (account_id, id)
    )`.execute(db);
  await sql`create unique index projects_by_name on projects (account_id, lower(name))`.execute(db);
  await sql`
    create table labels (
      id uuid primary key,
      account_id uuid not null,
      name text not null,
      colour text not null,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      version integer not null default 1
    )`.execute(db);
  await sql`create unique index labels_by_name on labels (account_id, lower(name))`.execute(db);

  await sql`
    alter table tasks
      add column account_id uuid not null default ${localAccount},
      add column due_local timestamp,
      add column due_at timestamptz,
      add column due_zone text,
      add column priority smallint not null default 4 check (priority between 1 and 4),
      add column project_id uuid,
      add column labels text[] not null default '{}',
      add column subtasks jsonb not null default '[]',
      add column rrule text,
      add column from_completion boolean not null default false,
      add column version integer not null default 1,
      add column words text,
      add column search tsvector generated always as (
        array_to_tsvector(array_remove(string_to_array(coalesce(words, lower(title)), ' '), ''))
      ) stored,
      add foreign key (account_id, project_id) references projects (account_id, id)
    `.execute(db);
  await sql`create index tasks_of_account on tasks (account_id, created_at desc, number desc)`.execute(db);
  await sql`
    create index tasks_pending on tasks (account_id, created_at desc, number desc)
    where completed_at is null`.execute(db);
  await sql`
    create index tasks_completed on tasks (account_id, completed_at desc, number desc)
    where completed_at is not null`.execute(db);
  await sql`
    create index tasks_by_due on tasks (account_id, (coalesce(due_local, 'infinity')), number)
    where completed_at is null`.execute(db);
  await sql`
    create index tasks_by_priority on tasks (account_id, priority, (coalesce(due_local, 'infinity')), number)
    where completed_at is null`.execute(db);
  await sql`
    create index tasks_by_project on tasks (account_id, project_id, created_at desc, number desc)
    where project_id is not null`.execute(db);
  await sql`create index tasks_by_label on tasks using gin (labels)`.execute(db);
  await sql`create index tasks_by_word on tasks using gin (search)`.execute(db);

  await sql`
    create table activity (
      id bigint generated always as identity primary key,
      account_id uuid not null,
      kind text not null,
      client text not null,
      at timestamptz not null,
      changes jsonb not null,
      undone_at timestamptz,
      undoes bigint
    )`.execute(db);
  await sql`create index activity_of_account on activity (account_id, id desc)`.execute(db);

  await sql`
    create table idempotency_keys (
      account_id uuid not null,
      key text not null,
      fingerprint text not null,
      answer text not null,
      created_at timestamptz not null,
      primary key (account_id, key)
    )`.execute(db);
  await sql`create index idempotency_keys_by_age on idempotency_keys (created_at)`.execute(db);
}
