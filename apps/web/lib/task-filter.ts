/** Owns which tasks are shown. */

import { type Task, type TaskStatus, taskStatuses } from '@todo-chatbot/contracts';

export const filterLabels: Readonly<Record<TaskStatus, string>> = {
  all: 'All',
  pending: 'Pending',
  completed: 'Completed',
};

export function filterTasks(tasks: readonly Task[], filter: TaskStatus): readonly Task[] {
  return filter === 'all' ? tasks : tasks.filter((task) => task.completed === (filter === 'completed'));
}

export function countTasks(tasks: readonly Task[]): Readonly<Record<TaskStatus, number>> {
  const completed = tasks.filter((task) => task.completed).length;
  return { all: tasks.length, pending: tasks.length - completed, completed };
}

/** The filter that an address asks for (`?show=pending`); all tasks where it asks for none that exists. */
export function filterOfAddress(search: string): TaskStatus {
  const wanted = new URLSearchParams(search).get('show');
  return taskStatuses.find((status) => status === wanted) ?? 'all';
}

/** The address that asks for a filter. */
export function addressOfFilter(filter: TaskStatus): string {
  return filter === 'all' ? '/' : `/?show=${filter}`;
}
