/** Owns how tools answer about tasks. */

import type { ListedTask, Task, TaskOutcome } from '@todo-chatbot/contracts';
import type { Refusal } from '../../todos/planning/plan.ts';
import type { ChangeOutcome } from '../../todos/tasks.ts';

export type Touched = TaskOutcome & { due?: string | null };
export type ToolFailure = { error: string };

export function dueText(task: Pick<Task, 'due'>): string | null {
  if (task.due === null) return null;
  return 'date' in task.due ? task.due.date : task.due.at;
}

export function touched(task: Task): Touched {
  return {
    task_id: task.id,
    status: task.completed ? 'completed' : 'pending',
    title: task.title,
    due: dueText(task),
  };
}

export function deleted(task: Pick<Task, 'id' | 'title'>): Touched {
  return { task_id: task.id, status: 'deleted', title: task.title };
}

export function notFound(id: string): Touched {
  return { task_id: id, status: 'not_found', title: '' };
}

export function listed(task: Task, projectNames: ReadonlyMap<string, string>): ListedTask {
  return {
    task_id: task.id,
    status: task.completed ? 'completed' : 'pending',
    title: task.title,
    due: dueText(task),
    priority: task.priority,
    project: task.projectId === null ? null : (projectNames.get(task.projectId) ?? null),
    labels: task.labels,
    recurrence: task.recurrence?.rrule ?? null,
    completed_at: task.completedAt,
  };
}

export function failure(outcome: Refusal | Extract<ChangeOutcome, { status: 'stale' }>): ToolFailure {
  return outcome.status === 'stale'
    ? { error: 'The task kept changing meanwhile; nothing was done.' }
    : { error: `${outcome.pointer.replace('/', '') || 'The task'}: ${outcome.detail}` };
}
