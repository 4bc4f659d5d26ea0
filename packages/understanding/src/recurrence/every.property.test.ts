import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseQuickAdd } from '../quick-add.ts';
import { understand } from '../understand.ts';

const every = fc.constantFrom('every', 'each', 'every!', 'Every', 'evry');
const times = [
  ...['day', 'week', 'month', 'year', 'hour', 'minute', 'fortnight', 'quarter', 'weekend', 'weekday'],
  ...['monday', 'mon', 'tue and thu', 'fri or sat', 'mondays', 'sunday evening', 'morning', 'night'],
  ...['noon', 'midnight', '5pm', '5 pm and 6 pm', 'lunch', 'sunrise', 'full moon', 'payday', 'shift'],
  ...['easter', 'thanksgiving', 'christmas', 'new year', 'spring', 'summer monday', 'ramadan', 'eid'],
  ...['2nd', '15th', '32nd', '13th friday', 'last friday', 'last weekend', 'feb 30', 'jan 1', 'month end'],
  ...['half hour', '½ day', '1.5 days', 'decade', 'leap year', 'odd day', 'even week', 'semester'],
  ...['couple of weeks', 'few days', 'third day', 'blursday'],
];
const amount = fc.constantFrom(
  '',
  '2 ',
  '3 ',
  'other ',
  'second ',
  'third ',
  '0 ',
  '-3 ',
  '1000 ',
  'single ',
);
const tail = fc.constantFrom(
  '',
  ' at 5pm',
  ' tomorrow',
  ' at 8 and 20',
  ' until dec 1',
  ' on the 32nd',
  ' from monday',
  ' and friday',
  ' except holidays',
  ' p1 #home',
);
const task = fc.constantFrom('water roses', 'Take pills', 'review the plan', 'Drink tea');
const said = fc.record({
  now: fc
    .date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString()),
  timeZone: fc.constantFrom('UTC', 'Asia/Karachi', 'America/New_York'),
});

/** A task whose text asks for it again and again, from the place `at` on. */
const repeated = fc
  .tuple(task, every, amount, fc.constantFrom(...times), tail)
  .map(([what, word, n, time, rest]) => ({
    text: `${what} ${word} ${n}${time}${rest}`,
    at: what.length + 1,
  }));

describe('a repetition that was meant', () => {
  test('is kept or said to be unread, and never becomes a task that is due once', () => {
    fc.assert(
      fc.property(repeated, said, ({ text, at }, when) => {
        const read = parseQuickAdd(text, when);
        const kinds = (chips: typeof read.chips) => chips.map(({ kind }) => kind);
        if (read.recurrence === null)
          expect(kinds(read.chips.filter(({ start, end }) => start <= at && at < end)), text).toEqual([
            'unread',
          ]);
        else expect(kinds(read.chips), text).toContain('recurrence');
      }),
      { numRuns: 1000 },
    );
  });

  test('is a rule that some day fits', () => {
    fc.assert(
      fc.property(repeated, said, ({ text }, when) => {
        const { recurrence } = parseQuickAdd(text, when);
        const rule = recurrence?.rrule ?? '';
        const part = (name: string) => new RegExp(`;${name}=([^;]+)`).exec(rule)?.[1]?.split(',') ?? [];
        for (const day of part('BYMONTHDAY')) expect(Math.abs(Number(day))).toBeLessThanOrEqual(31);
        for (const day of part('BYDAY')) expect(day).toMatch(/^-?[1-5]?(?:MO|TU|WE|TH|FR|SA|SU)$/);
        for (const interval of part('INTERVAL')) expect(Number(interval)).toBeGreaterThan(1);
      }),
      { numRuns: 1000 },
    );
  });

  test('and could not be read is named to the person who asked for it', () => {
    fc.assert(
      fc.property(task, fc.constantFrom(...times), said, (what, time, when) => {
        const { actions } = understand(`remind me to ${what} every ${time}`, when);
        const repeats = actions.some((action) => action.kind === 'add' && action.task.recurrence !== null);
        const named = actions.some(
          (action) => action.kind === 'not_understood' && /^every /i.test(action.text),
        );
        expect(repeats || named, `every ${time}`).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
