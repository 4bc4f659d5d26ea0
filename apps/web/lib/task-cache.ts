/** Owns how the tasks in the browser change before and after the API has answered. */

import type { QueryClient } from '@tanstack/react-query';
import type { Task, TaskChangesInput } from '@todo-chatbot/contracts';
import { blankTask } from '@todo-chatbot/contracts/blank-task';
import type { Moment } from './due-dates.ts';
import { changeLists, tasksKey } from './task-query.ts';
import { belongs } from './views.ts';

const unsavedPrefix = 'unsaved-';

/** Whether the API does not know the task yet: nothing can be done with it until then. */
export const isUnsaved = ({ id }: { readonly id: string }): boolean => id.startsWith(unsavedPrefix);

/**
 * A task as it will probably be.
 *
 * @param options.number tells it from other unsaved ones
 * @param options.now    ISO 8601, UTC
 */
export function unsavedTask(options: {
  readonly known: Partial<Task> & { readonly title: string };
  readonly number: number;
  readonly now: string;
}): Task {
  const { known, number, now } = options;
  return { ...blankTask(), createdAt: now, updatedAt: now, ...known, id: `${unsavedPrefix}${number}` };
}

/** A task as it will be after a change, as far as the browser can tell. @param now ISO 8601, UTC */
export function changedTask(task: Task, changes: TaskChangesInput, now: string): Task {
  const { projectName: _, due, subtasks, recurrence, completed = task.completed, ...rest } = changes;
  return {
    ...task,
    ...(Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) as Partial<Task>),
    ...(due !== undefined && { due: due as Task['due'] }),
    ...(recurrence !== undefined && {
      recurrence: recurrence && {
        rrule: recurrence.rrule,
        fromCompletion: recurrence.fromCompletion ?? false,
      },
    }),
    ...(due === null && { recurrence: null }),
    ...(subtasks !== undefined && {
      subtasks: subtasks.map(({ id, title, completed = false }, index) => ({
        id: id ?? `${unsavedPrefix}${index}`,
        title,
        completed,
      })),
    }),
    completed,
    completedAt: completed ? (task.completedAt ?? now) : null,
    updatedAt: now,
  };
}

/** Puts a task on top of the lists that it belongs to. */
export function showNewTask(client: QueryClient, task: Task, moment: Moment): void {
  changeLists(client, (tasks, { view, filter, isFirstPage }) =>
    isFirstPage && view.kind !== 'search' && belongs({ view, filter }, task, moment)
      ? [task, ...tasks]
      : tasks,
  );
}

/** Puts a task in the place of the one with an id, wherever that one is. */
export function replaceTask(client: QueryClient, id: string, task: Task): void {
  changeLists(client, (tasks) =>
    tasks.some((each) => each.id === id) ? tasks.map((each) => (each.id === id ? task : each)) : tasks,
  );
  if (client.getQueryData([...tasksKey, 'task', id]) !== undefined)
    client.setQueryData([...tasksKey, 'task', id], task);
}

export function hideTask(client: QueryClient, id: string): void {
  changeLists(client, (tasks) =>
    tasks.some((each) => each.id === id) ? tasks.filter((each) => each.id !== id) : tasks,
  );
}
