/** Owns the task as the domain keeps it: what travels over HTTP, and what only the storage needs. */

import type { Task } from '@todo-chatbot/contracts';

export type TaskRecord = Task & {
  /** Order of arrival; decides between tasks of the same moment. `null`: not stored yet. */
  readonly number: string | null;
  /**
   * The time on the clocks of the due date's time zone, `2026-11-30T09:00:00.000`; for a due day the end of that day, so
   * that it sorts after the times of the day. Kept beside the moment because where clocks skip an hour the moment does not
   * tell any more what was meant.
   */
  readonly dueLocal: string | null;
};

export function toTask(record: TaskRecord): Task {
  const { number: _number, dueLocal: _dueLocal, ...task } = record;
  return task;
}

/** What a person gave a task: everything that undo brings back. */
export const contentKeys = [
  'title',
  'notes',
  'due',
  'dueLocal',
  'priority',
  'projectId',
  'labels',
  'subtasks',
  'recurrence',
  'completedAt',
] as const satisfies readonly (keyof TaskRecord)[];
export type ContentKey = (typeof contentKeys)[number];
