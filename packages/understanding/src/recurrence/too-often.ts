/** Owns the limit that tasks set to repetitions: hourly at most. A sentence can ask for more. */

import type { Recurrence } from '../actions.ts';

export function tooOften(recurrence: Recurrence | null): boolean {
  return recurrence?.rrule.startsWith('FREQ=MINUTELY') === true;
}
