/** Owns when a task is due: on a day, or at a time of a day in a time zone. */

import { z } from 'zod';
import { day, instant, timeZone } from './time.ts';

const dueOnDay = z
  .strictObject({ date: day })
  .meta({ id: 'DueOnDay', description: 'Due on a day, wherever one is' });

/**
 * Due at a moment; `timeZone` is where its time of day was meant, so that "every day at 9" stays at 9 when the clocks
 * change.
 */
const dueAtTime = z
  .strictObject({ at: instant, timeZone })
  .meta({ id: 'DueAtTime', description: 'Due at a moment' });

/** As the API writes it: `{"date":"2026-11-30"}` or `{"at":"2026-11-30T14:00:00.000Z","timeZone":"Asia/Karachi"}`. */
export const due = z.union([dueOnDay, dueAtTime]);
export type Due = z.infer<typeof due>;

/** Years that a due date may lie in; beyond them lies a typing error. */
export const dueYears = { min: 1970, max: 2200 } as const;

const inRange = (text: string) => {
  const year = Number(text.slice(0, 4));
  return year >= dueYears.min && year <= dueYears.max;
};
const rangeMessage = `Must be in the years ${dueYears.min} to ${dueYears.max}`;

/**
 * As a client may write it: `at` also with an offset (`2026-11-30T19:00:00+05:00`), or with none, which is the time on
 * the clocks of `timeZone` (`2026-11-30T19:00`).
 */
export const dueInput = z.union([
  z.strictObject({ date: day.refine(inRange, rangeMessage) }),
  z.strictObject({
    at: z.iso.datetime({ offset: true, local: true }).refine(inRange, rangeMessage),
    timeZone,
  }),
]);
export type DueInput = z.input<typeof dueInput>;
