/** Owns what is said about a tool call: what it asks for, and what it did. Pure. */

import type { TaskOutcome, ToolName } from '@todo-chatbot/contracts';

export type ToolTask = Pick<TaskOutcome, 'title'> & { readonly id: string | null; readonly isGone: boolean };

/** What became of a call, in a word or two, and of which tasks; `isProblem`: it was not done. */
export type ToolDeed = {
  readonly words: string;
  readonly tasks: readonly ToolTask[];
  readonly isProblem: boolean;
};

/** @param output what the tool answered */
export function deedOf(name: string, input: unknown, output: unknown): ToolDeed {
  const { error, tasks: many, undone } = members(output);
  if (typeof error === 'string') return { words: error, tasks: [], isProblem: true };
  if (name === 'list_tasks') {
    const count = Array.isArray(many) ? many.length : 0;
    return { words: `Looked at ${countTasks(count)}`, tasks: [], isProblem: false };
  }
  const outcomes = (Array.isArray(many) ? many : [output]) as readonly TaskOutcome[];
  const found = outcomes.filter(({ status }) => status !== 'not_found');
  if (found.length === 0 && undone === undefined)
    return { words: 'Not there any more', tasks: [], isProblem: true };
  return {
    words: verbs(name, input).done,
    tasks: found.map(({ task_id, title, status }) => ({ id: task_id, title, isGone: status === 'deleted' })),
    isProblem: false,
  };
}

/** The question before a call that waits for approval. */
export function questionOf(name: string, input: unknown): string {
  const { task_ids, tasks, task_id } = members(input);
  const list = Array.isArray(task_ids) ? task_ids : Array.isArray(tasks) ? tasks : [task_id];
  return `${verbs(name, input).ask} ${list.length === 1 ? 'this task' : countTasks(list.length)}?`;
}

/** Of a call that has not run yet: the tasks that it names, by id, or by the title that they shall have. */
export function namedTasks(
  input: unknown,
): readonly ({ readonly id: string } | { readonly title: string })[] {
  const { task_ids, tasks, task_id, title } = members(input);
  if (Array.isArray(task_ids)) return task_ids.map((id) => ({ id: String(id) }));
  if (Array.isArray(tasks)) return tasks.map((task) => ({ title: String(members(task).title ?? '') }));
  if (typeof task_id === 'string') return [{ id: task_id }];
  return typeof title === 'string' ? [{ title }] : [];
}

const countTasks = (count: number): string => (count === 1 ? '1 task' : `${count} tasks`);

const verbsOf = {
  add_task: { ask: 'Add', done: 'Added' },
  add_tasks: { ask: 'Add', done: 'Added' },
  list_tasks: { ask: 'Look at', done: 'Looked at' },
  complete_task: { ask: 'Complete', done: 'Completed' },
  update_task: { ask: 'Change', done: 'Changed' },
  update_tasks: { ask: 'Change', done: 'Changed' },
  delete_task: { ask: 'Delete', done: 'Deleted' },
  reschedule_task: { ask: 'Move', done: 'Moved' },
  undo: { ask: 'Take back', done: 'Took back' },
} as const satisfies Record<ToolName, { ask: string; done: string }>;

function verbs(name: string, input: unknown): { readonly ask: string; readonly done: string } {
  const { action, completed } = members(input);
  if (name === 'complete_task' && completed === false) return { ask: 'Reopen', done: 'Opened again' };
  if (name === 'update_tasks' && action === 'delete') return verbsOf.delete_task;
  if (name === 'update_tasks' && action === 'complete') return verbsOf.complete_task;
  if (name === 'update_tasks' && action === 'reopen') return { ask: 'Reopen', done: 'Opened again' };
  return Object.hasOwn(verbsOf, name) ? verbsOf[name as ToolName] : { ask: 'Do', done: 'Done' };
}

function members(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
