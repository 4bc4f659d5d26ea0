/** Pure: a task as it leaves an account. */

import type { Task, TransferredTask } from '@todo-chatbot/contracts';

/** @param projects id → name */
export function transferredTask(task: Task, projects: ReadonlyMap<string, string>): TransferredTask {
  const { title, notes, due, priority, labels, recurrence, completedAt, createdAt } = task;
  return {
    title,
    notes,
    due,
    priority,
    project: task.projectId === null ? null : (projects.get(task.projectId) ?? null),
    labels,
    subtasks: task.subtasks.map((subtask) => ({ title: subtask.title, completed: subtask.completed })),
    recurrence,
    completedAt,
    createdAt,
  };
}
