/** Keeps tasks in PostgreSQL or PGlite. */

import type { Task, TaskStatus } from '@todo-chatbot/contracts';
import { type Kysely, type Selectable, sql } from 'kysely';
import type { TaskRepository } from '../todos/task-repository.ts';
import type { Schema, TaskTable } from './schema.ts';

const columns = ['id', 'title', 'notes', 'created_at', 'updated_at', 'completed_at'] as const;
type Row = Pick<Selectable<TaskTable>, (typeof columns)[number]>;

export function createTaskRepository(db: Kysely<Schema>): TaskRepository {
  return {
    async insert({ id, title, notes, createdAt }) {
      const row = await db
        .insertInto('tasks')
        .values({ id, title, notes, created_at: createdAt, updated_at: createdAt })
        .returning(columns)
        .executeTakeFirstOrThrow();
      return toTask(row);
    },

    async list(status) {
      const rows = await db
        .selectFrom('tasks')
        .select(columns)
        .$if(status !== 'all', (query) => query.where('completed_at', nullness(status), null))
        .orderBy('created_at', 'desc')
        .orderBy('number', 'desc')
        .execute();
      return rows.map(toTask);
    },

    async find(id) {
      const row = await db.selectFrom('tasks').select(columns).where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : toTask(row);
    },

    async update(id, { title, notes, completed }, now) {
      const instant = sql`${now}::timestamptz`;
      const next = {
        title: title === undefined ? sql.ref('title') : sql`${title}::text`,
        notes: notes === undefined ? sql.ref('notes') : sql`${notes}::text`,
        completed_at:
          completed === undefined
            ? sql.ref('completed_at')
            : completed
              ? sql`coalesce(completed_at, ${instant})`
              : sql`null::timestamptz`,
      };
      // One statement: the row lock makes concurrent changes follow each other, each seeing the one before.
      const { rows } = await sql<Row>`
        update tasks set
          title = ${next.title},
          notes = ${next.notes},
          completed_at = ${next.completed_at},
          updated_at = case
            when (title, notes, completed_at) is distinct from (${next.title}, ${next.notes}, ${next.completed_at})
            then ${instant}
            else updated_at
          end
        where id = ${id}
        returning ${sql.join(columns.map((column) => sql.ref(column)))}`.execute(db);
      return rows[0] === undefined ? null : toTask(rows[0]);
    },

    async remove(id) {
      const result = await db.deleteFrom('tasks').where('id', '=', id).returning('id').executeTakeFirst();
      return result !== undefined;
    },
  };
}

function nullness(status: TaskStatus): 'is' | 'is not' {
  return status === 'pending' ? 'is' : 'is not';
}

function toTask(row: Row): Task {
  return {
    id: row.id,
    title: row.title,
    notes: row.notes,
    due: null,
    priority: 'p4',
    projectId: null,
    labels: [],
    subtasks: [],
    recurrence: null,
    version: 1,
    completed: row.completed_at !== null,
    completedAt: row.completed_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}
