/** Owns the line format of the measurement: what comes in, and what an understanding says in it. */

import { z } from 'zod';
import { understand } from '../src/understand.ts';

const local = /^\d{4}-\d\d-\d\d(?:[tT ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:[zZ]|[+-]\d\d:?\d\d)?)?$/;

export const question = z.object({
  id: z.string(),
  text: z.string(),
  now: z.string().regex(local, 'Must be an ISO 8601 date-time').refine(exists, 'Must be a date that exists'),
  timeZone: z.string().min(1),
});
export type Question = z.infer<typeof question>;

/** Members that are not stated are left out. */
export function answer({ id, text, now, timeZone }: Question) {
  const { intent, actions, stated, reference } = understand(text, { now, timeZone });
  const added = actions.flatMap((action) => (action.kind === 'add' ? [action.task.title] : []));
  const title = added.length > 0 ? added.join(', ') : intent === 'add_task' ? null : reference;
  // Meant to repeat, in a way that no rule can say: "twice a week".
  const repeats = intent !== 'out_of_scope' && actions.some(({ kind }) => kind === 'not_understood');
  const { due, duePeriod, recurrence, priority, project, labels } = stated;
  return {
    id,
    intent,
    ...(title === null ? {} : { title }),
    ...(due === null ? {} : { due }),
    ...(duePeriod === null ? {} : { duePeriod }),
    ...(recurrence === null ? {} : { rrule: recurrence.rrule }),
    ...(recurrence === null && repeats ? { recurring: true } : {}),
    ...(priority === null ? {} : { priority }),
    ...(project === null ? {} : { project }),
    ...(labels.length === 0 ? {} : { tags: labels }),
    ...(due === null && duePeriod === null && recurrence === null && !repeats ? { noDate: true } : {}),
  };
}

/** "2026-02-30T10:00" has the form and is no date. */
function exists(now: string): boolean {
  const [day = '', time = '00:00'] = now.slice(0, 16).split(/[tT ]/);
  const at = new Date(`${day}T${time}Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
}

/** Costs more than the reading of most lines: ask once for each name. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== null;
  } catch {
    return false;
  }
}
