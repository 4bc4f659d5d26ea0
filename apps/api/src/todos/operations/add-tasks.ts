/** Owns making tasks: all of them or none, and once for each key. */

import type { NewTask, Task } from '@todo-chatbot/contracts';
import { planNewTask } from '../planning/plan-new-task.ts';
import type { Scope } from '../scope.ts';
import { type TaskRecord, toTask } from '../task-record.ts';
import type { AddManyOutcome, CreationKey, TaskParts } from '../tasks.ts';
import { resolveFiling } from './resolve-filing.ts';

export type TaskPast = { readonly completedAt: string | null; readonly createdAt: string | undefined };

export async function addTasks(
  parts: TaskParts,
  options: {
    readonly scope: Scope;
    readonly tasks: readonly NewTask[];
    readonly key: CreationKey | null;
    /** What each was before, in another account: when it was made, and completed. */
    readonly pasts?: readonly TaskPast[];
  },
): Promise<AddManyOutcome> {
  const { scope, tasks, key } = options;
  const { store, newId } = parts;
  const context = { now: parts.now(), timeZone: scope.timeZone, newId };
  const records: TaskRecord[] = [];
  for (const [index, task] of tasks.entries()) {
    const plan = planNewTask(await resolveFiling(parts, scope, task), context);
    if (plan.status === 'refused') {
      return tasks.length === 1 ? plan : { ...plan, pointer: `/tasks/${index}${plan.pointer}` };
    }
    records.push(withPast(plan.record, options.pasts?.[index]));
  }
  const made = records.map(toTask);
  const outcome = await store.commit(
    scope,
    {
      kind: 'created',
      at: context.now.toString(),
      changes: records.map((after) => ({ before: null, after })),
    },
    key === null ? undefined : { ...key, answer: JSON.stringify(made) },
  );
  switch (outcome.status) {
    case 'committed':
      return { status: 'added', tasks: made, activityId: outcome.activityId };
    case 'key-used':
      if (outcome.fingerprint !== key?.fingerprint) return { status: 'key-reused' };
      return { status: 'replayed', tasks: JSON.parse(outcome.answer) as Task[], activityId: null };
    case 'no-such-project':
      return { status: 'refused', pointer: '/projectId', detail: 'There is no project with this id' };
    case 'stale':
      throw new Error('a new task was there already');
  }
}

function withPast(record: TaskRecord, past: TaskPast | undefined): TaskRecord {
  if (past === undefined) return record;
  return {
    ...record,
    completed: past.completedAt !== null,
    completedAt: past.completedAt,
    createdAt: past.createdAt ?? record.createdAt,
  };
}
