/** Owns how a list of subtasks becomes another one. Pure. */

import type { NewTask, Subtask } from '@todo-chatbot/contracts';
import type { PlanContext, Refusal } from './plan.ts';

/** Those with the id of a present one are that one; those without get a new id; an id of none is refused. */
export function planSubtasks(
  wanted: NewTask['subtasks'],
  present: readonly Subtask[],
  context: Pick<PlanContext, 'newId'>,
): { readonly status: 'planned'; readonly subtasks: Subtask[] } | Refusal {
  const known = new Set(present.map(({ id }) => id));
  const unknown = wanted.findIndex(({ id }) => id !== undefined && !known.has(id.toLowerCase()));
  if (unknown >= 0) {
    return {
      status: 'refused',
      pointer: `/subtasks/${unknown}/id`,
      detail: 'The task has no subtask with this id',
    };
  }
  const subtasks = wanted.map(({ id, title, completed }) => ({
    id: id?.toLowerCase() ?? context.newId(),
    title,
    completed,
  }));
  return { status: 'planned', subtasks };
}
