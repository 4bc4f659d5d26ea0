/** Owns the filter of a list as the address states it, and how it is named. Pure. */

import type { Priority, TaskStatus } from '@todo-chatbot/contracts';
import { type Filter, isSortable, ownStatus, type View } from './views.ts';

export const statusNames: Readonly<Record<TaskStatus, string>> = {
  pending: 'Open',
  completed: 'Completed',
  all: 'Any status',
};

export const filterPriorities = ['p1', 'p2', 'p3', 'p4'] as const satisfies readonly Priority[];

/** Parameters of the address that together are the filter. */
export const filterParts = ['priority', 'status'] as const satisfies readonly (keyof Filter)[];

/** Takes the whole filter away: parameters for `addressWith`. */
export const withoutFilter = { priority: null, status: null } as const;

export const isFiltered = ({ priority, status }: Filter): boolean => priority !== null || status !== null;

/** Statuses to choose from: none in a view that is about one of them, such as what is overdue. */
export const statusesOf = (view: View): readonly TaskStatus[] =>
  isSortable(view) ? ['all', 'pending', 'completed'] : [];

/** What the address says in words that exist, as far as it says something else than the view does. */
export function filterOf(search: string, view: View): Filter {
  const parameters = new URLSearchParams(search);
  const priority = filterPriorities.find((each) => each === parameters.get('priority')) ?? null;
  const status = statusesOf(view).find((each) => each === parameters.get('status')) ?? null;
  return { priority, status: status === ownStatus(view) ? null : status };
}

/** Parameters of the address for a status that was chosen. */
export const statusParameter = (view: View, status: TaskStatus): { readonly status: TaskStatus | null } => ({
  status: status === ownStatus(view) ? null : status,
});
