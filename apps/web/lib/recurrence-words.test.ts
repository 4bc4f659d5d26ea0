import { expect, it } from 'vitest';
import { recurrenceChoices, recurrenceWords } from './recurrence-words.ts';

it.each([
  ['FREQ=DAILY', 'Every day'],
  ['FREQ=DAILY;INTERVAL=3', 'Every 3 days'],
  ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', 'Every weekday'],
  ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR', 'Every 2 weeks on Monday and Friday'],
  ['FREQ=MONTHLY;BYDAY=2TU', 'Every month on the 2nd Tuesday'],
  ['FREQ=MONTHLY;BYDAY=-1FR', 'Every month on the last Friday'],
  ['FREQ=MONTHLY;BYMONTHDAY=15', 'Every month on the 15th'],
  ['FREQ=MONTHLY;BYMONTHDAY=-1', 'Every month on the last day'],
  ['FREQ=MONTHLY;BYMONTHDAY=1,12,23', 'Every month on the 1st, 12th and 23rd'],
  ['FREQ=YEARLY', 'Every year'],
])('%s is said as "%s"', (rrule, words) => {
  expect(recurrenceWords({ rrule, fromCompletion: false })).toBe(words);
});

it('says when the next one counts from completion', () => {
  expect(recurrenceWords({ rrule: 'FREQ=DAILY;INTERVAL=3', fromCompletion: true })).toBe(
    'Every 3 days after completion',
  );
});

it('offers rules that fit the day', () => {
  expect(recurrenceChoices('2026-11-30')).toContain('FREQ=WEEKLY;BYDAY=MO');
  expect(recurrenceChoices('2026-11-30')).toContain('FREQ=MONTHLY;BYMONTHDAY=30');
});
