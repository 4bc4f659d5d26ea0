/** The tools that change one task: `complete_task`, `update_task`, `reschedule_task`, `delete_task`. */

import { type TaskChanges, type ToolInput, type ToolOutput, taskChanges } from '@todo-chatbot/contracts';
import type { ChangeOutcome } from '../../todos/tasks.ts';
import type { ToolContext } from '../tool-context.ts';
import { deleted, failure, notFound, type ToolFailure, touched } from './answer.ts';

export async function completeTask(
  { task_id, completed }: ToolInput<'complete_task'>,
  { domain, scope }: ToolContext,
): Promise<ToolOutput<'complete_task'>> {
  const before = completed ? await domain.tasks.find(scope, task_id) : null;
  const outcome = completed
    ? await domain.tasks.complete(scope, task_id)
    : await domain.tasks.reopen(scope, task_id);
  const answer = answered(task_id, outcome);
  // A repeating task is pending again under its next date: this round of it is done all the same.
  if (before !== null && !before.completed && 'status' in answer && answer.status === 'pending') {
    return { ...answer, status: 'completed' };
  }
  return answer;
}

export async function updateTask(
  { task_id, ...edits }: ToolInput<'update_task'>,
  { domain, scope }: ToolContext,
): Promise<ToolOutput<'update_task'>> {
  const changes = toChanges(edits);
  if ('error' in changes) return changes;
  return answered(task_id, await domain.tasks.change(scope, task_id, changes.changes));
}

export async function rescheduleTask(
  { task_id, due }: ToolInput<'reschedule_task'>,
  { domain, scope }: ToolContext,
): Promise<ToolOutput<'reschedule_task'>> {
  return answered(task_id, await domain.tasks.change(scope, task_id, { due }));
}

export async function deleteTask(
  { task_id }: ToolInput<'delete_task'>,
  { domain, scope }: ToolContext,
): Promise<ToolOutput<'delete_task'>> {
  const outcome = await domain.tasks.remove(scope, task_id);
  if (outcome.status === 'changed') {
    const [task] = outcome.tasks;
    return task === undefined ? notFound(task_id) : deleted(task);
  }
  return outcome.status === 'not-found' ? notFound(task_id) : failure(outcome);
}

/** `project` is a name; null is the inbox. */
export function toChanges(
  edits: Omit<ToolInput<'update_task'>, 'task_id'>,
): { readonly changes: TaskChanges } | ToolFailure {
  const { project, ...rest } = edits;
  const filing =
    project === undefined ? {} : project === null ? { projectId: null } : { projectName: project };
  const parsed = taskChanges.safeParse({ ...rest, ...filing });
  if (parsed.success) return { changes: parsed.data };
  return { error: parsed.error.issues.map(({ message }) => message).join('; ') };
}

function answered(id: string, outcome: ChangeOutcome) {
  switch (outcome.status) {
    case 'changed': {
      const [task] = outcome.tasks;
      return task === undefined ? notFound(id) : touched(task);
    }
    case 'not-found':
      return notFound(id);
    case 'stale':
    case 'refused':
      return failure(outcome);
  }
}
