/** Owns what can be done with tasks; every way in (REST now, the assistant's tools later) goes through here. */

import type { NewTask, Task, TaskChanges, TaskStatus } from '@todo-chatbot/contracts';
import type { TaskRepository } from './task-repository.ts';

export type Tasks = {
  add(task: NewTask): Promise<Task>;
  /** Newest first. */
  list(status: TaskStatus): Promise<readonly Task[]>;
  find(id: string): Promise<Task | null>;
  change(id: string, changes: TaskChanges): Promise<Task | null>;
  /** Twice is no error: the time of the first completion stays. */
  complete(id: string): Promise<Task | null>;
  reopen(id: string): Promise<Task | null>;
  /** False when there was no such task. */
  remove(id: string): Promise<boolean>;
};

export function createTasks(options: {
  readonly repository: TaskRepository;
  readonly now: () => Date;
  /** A new UUID. */
  readonly newId: () => string;
}): Tasks {
  const { repository, now, newId } = options;
  return {
    add: ({ title, notes }) => repository.insert({ id: newId(), title, notes, createdAt: now() }),
    list: (status) => repository.list(status),
    find: (id) => repository.find(id),
    change: (id, changes) => repository.update(id, changes, now()),
    complete: (id) => repository.update(id, { completed: true }, now()),
    reopen: (id) => repository.update(id, { completed: false }, now()),
    remove: (id) => repository.remove(id),
  };
}
