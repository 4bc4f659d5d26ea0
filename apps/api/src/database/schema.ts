/** Owns the tables as Kysely sees them. */

import type { ColumnType, Generated } from 'kysely';

type Instant = ColumnType<Date, Date, Date>;

export type TaskTable = {
  id: string;
  /** Order of arrival; decides between tasks of the same millisecond. */
  number: ColumnType<string, never, never>;
  title: string;
  notes: string | null;
  created_at: ColumnType<Date, Date, never>;
  updated_at: Instant;
  completed_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
};

export type Schema = {
  tasks: TaskTable;
  schema_migrations: { name: string; applied_at: Generated<Date> };
};
