/** Owns how the list of tasks changes in the browser before and after the API has answered. Pure. */

import { blankTask, type Task } from '@todo-chatbot/contracts';

type Tasks = readonly Task[];

const unsavedPrefix = 'unsaved-';

/** Whether the API does not know the task yet: nothing can be done with it until then. */
export const isUnsaved = (task: Task): boolean => task.id.startsWith(unsavedPrefix);

/**
 * A task as it will probably be.
 *
 * @param options.number tells it from other unsaved ones
 * @param options.now    ISO 8601, UTC
 */
export function unsavedTask(options: {
  readonly title: string;
  readonly number: number;
  readonly now: string;
}): Task {
  const { title, number, now } = options;
  return { ...blankTask(), id: `${unsavedPrefix}${number}`, title, createdAt: now, updatedAt: now };
}

export const withTask = (tasks: Tasks, task: Task): Tasks => [task, ...tasks];

export const withoutTask = (tasks: Tasks, id: string): Tasks => tasks.filter((task) => task.id !== id);

/** Puts a task in the place of the one with an id; at the top when that one is gone and the task is not there. */
export function replaceTask(tasks: Tasks, id: string, task: Task): Tasks {
  if (tasks.some((each) => each.id === id)) return tasks.map((each) => (each.id === id ? task : each));
  return tasks.some((each) => each.id === task.id) ? tasks : withTask(tasks, task);
}

/** @param now ISO 8601, UTC */
export function toggledTask(task: Task, completed: boolean, now: string): Task {
  return { ...task, completed, completedAt: completed ? now : null, updatedAt: now };
}
