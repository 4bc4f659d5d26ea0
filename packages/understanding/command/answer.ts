/** Owns the line format of the measurement: what comes in, and what an understanding says in it. */

import { z } from 'zod';
import { understand } from '../src/understand.ts';

const local = /^\d{4}-\d\d-\d\d(?:[tT ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:[zZ]|[+-]\d\d:?\d\d)?)?$/;

export const question = z.object({
  id: z.string(),
  text: z.string(),
  now: z.string().regex(local, 'Must be an ISO 8601 date-time'),
  timeZone: z.string().min(1),
});
export type Question = z.infer<typeof question>;

/** Members that are not stated are left out. */
export function answer({ id, text, now, timeZone }: Question) {
  const { intent, actions, stated, reference } = understand(text, { now, timeZone });
  const added = actions.flatMap((action) => (action.kind === 'add' ? [action.task.title] : []));
  const title = added.length > 0 ? added.join(', ') : intent === 'add_task' ? null : reference;
  // Meant to repeat, in a way that no rule can say: "twice a week".
  const repeats = actions.some(({ kind }) => kind === 'not_understood');
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
