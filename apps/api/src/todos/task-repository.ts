/** The port to wherever tasks are kept. */

import type { Task, TaskChanges, TaskStatus } from '@todo-chatbot/contracts';

/** Every method throws `StorageUnavailable` while the storage cannot be reached. */
export type TaskRepository = {
  insert(task: {
    readonly id: string;
    readonly title: string;
    readonly notes: string | null;
    readonly createdAt: Date;
  }): Promise<Task>;
  /** Newest first. */
  list(status: TaskStatus): Promise<readonly Task[]>;
  find(id: string): Promise<Task | null>;
  /**
   * Changes a task in one step, so that two changes at once cannot mix. Completing what is completed keeps the first
   * time; a change that changes nothing leaves `updatedAt` alone. `null` when there is no such task.
   */
  update(id: string, changes: TaskChanges, now: Date): Promise<Task | null>;
  /** False when there was no such task. */
  remove(id: string): Promise<boolean>;
};
