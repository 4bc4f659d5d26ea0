/** Owns how a due date and a recurrence go together: one without the other, or with the first date of the rule. Pure. */

import type { Due, DueInput, Recurrence } from '@todo-chatbot/contracts';
import { type ResolvedDue, resolveDue } from '../due/resolve-due.ts';
import { firstDue } from '../recurrence/next-due.ts';
import type { PlanContext, Refusal } from './plan.ts';

export type Schedule = {
  readonly status: 'planned';
  readonly due: Due | null;
  readonly dueLocal: string | null;
  readonly recurrence: Recurrence | null;
};

export function planSchedule(
  wanted: { readonly due: DueInput | ResolvedDue | null; readonly recurrence: Recurrence | null },
  context: PlanContext,
): Schedule | Refusal {
  const { due, recurrence } = wanted;
  if (due === null && recurrence === null)
    return { status: 'planned', due: null, dueLocal: null, recurrence };
  const first = recurrence === null ? null : firstDue({ recurrence, ...context });
  if (recurrence !== null && first === null) {
    return { status: 'refused', pointer: '/recurrence/rrule', detail: 'This rule has no date from today on' };
  }
  if (due === null) return { status: 'planned', due: null, dueLocal: null, ...first, recurrence };
  const resolved = 'dueLocal' in due ? due : resolveDue(due);
  return { status: 'planned', due: resolved.due, dueLocal: resolved.dueLocal, recurrence };
}
