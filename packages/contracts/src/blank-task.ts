/** Owns what a task has that was given nothing but a title. */

import type { Task } from './task.ts';

export const blankTask = (): Omit<Task, 'id' | 'title' | 'createdAt' | 'updatedAt'> => ({
  notes: null,
  due: null,
  priority: 'p4',
  projectId: null,
  labels: [],
  subtasks: [],
  recurrence: null,
  completed: false,
  completedAt: null,
  version: 1,
});
