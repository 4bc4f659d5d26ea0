/** Owns how a task repeats. */

import { z } from 'zod';

export const recurrenceFrequencies = ['HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;

const parts: Readonly<Record<string, RegExp>> = {
  FREQ: /^(HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY)$/,
  INTERVAL: /^[1-9]\d{0,2}$/,
  COUNT: /^[1-9]\d{0,3}$/,
  UNTIL: /^(19[7-9]\d|2[01]\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3])[0-5]\d[0-5]\dZ?)?$/,
  WKST: /^(MO|TU|WE|TH|FR|SA|SU)$/,
  BYDAY: /^([+-]?[1-9]\d?)?(MO|TU|WE|TH|FR|SA|SU)(,([+-]?[1-9]\d?)?(MO|TU|WE|TH|FR|SA|SU))*$/,
  BYMONTHDAY: /^[+-]?([1-9]|[12]\d|3[01])(,[+-]?([1-9]|[12]\d|3[01]))*$/,
  BYMONTH: /^([1-9]|1[0-2])(,([1-9]|1[0-2]))*$/,
  BYYEARDAY: /^[+-]?[1-9]\d{0,2}(,[+-]?[1-9]\d{0,2})*$/,
  BYWEEKNO: /^[+-]?[1-9]\d?(,[+-]?[1-9]\d?)*$/,
  BYSETPOS: /^[+-]?[1-9]\d{0,2}(,[+-]?[1-9]\d{0,2})*$/,
  BYHOUR: /^(\d|1\d|2[0-3])(,(\d|1\d|2[0-3]))*$/,
  BYMINUTE: /^(\d|[1-5]\d)(,(\d|[1-5]\d))*$/,
};

/**
 * The value of an RFC 5545 RRULE, without its name and without DTSTART (that is the task's due date):
 * `FREQ=WEEKLY;BYDAY=MO,WE`. Upper case; nothing more often than hourly.
 */
export const rrule = z
  .string()
  .max(400, 'Must have at most 400 characters')
  .refine(isRrule, 'Must be an RFC 5545 rule like FREQ=WEEKLY;BYDAY=MO')
  .meta({ examples: ['FREQ=WEEKLY;BYDAY=MO', 'FREQ=MONTHLY;BYDAY=2TU', 'FREQ=DAILY;INTERVAL=3'] });

export const recurrence = z
  .strictObject({
    rrule,
    /** True: the next one counts from when this one is completed ("every! 3 days"), not from when it was due. */
    fromCompletion: z.boolean().default(false),
  })
  .meta({ id: 'Recurrence' });
export type Recurrence = z.output<typeof recurrence>;

function isRrule(text: string): boolean {
  const pairs = text.split(';').map((part) => part.split('='));
  const names = pairs.map(([name]) => name);
  if (!names.includes('FREQ') || new Set(names).size !== names.length) return false;
  if (names.includes('COUNT') && names.includes('UNTIL')) return false;
  return pairs.every(
    ([name = '', value = '', ...rest]) => rest.length === 0 && parts[name]?.test(value) === true,
  );
}
