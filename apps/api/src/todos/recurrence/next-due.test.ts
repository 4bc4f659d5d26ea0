import { recurrence } from '@todo-chatbot/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolveDue } from '../due/resolve-due.ts';
import { firstDue, nextDue } from './next-due.ts';

type Input = { rrule: string; due: string; now: string; zone?: string; every?: '!' };

/** @param input.due a day, or a time on the clocks of `zone` */
function next({ rrule, due, now, zone = 'UTC', every }: Input) {
  const timed = due.includes('T');
  const found = nextDue({
    current: resolveDue(timed ? { at: due, timeZone: zone } : { date: due }),
    recurrence: { rrule, fromCompletion: every === '!' },
    now: Temporal.Instant.from(now),
    timeZone: zone,
  });
  return found;
}
const nextLocal = (input: Input) => {
  const local = next(input)?.due.dueLocal;
  return input.due.includes('T') ? local?.slice(0, 16) : local?.slice(0, 10);
};

describe('the next due date', () => {
  it.each<[string, Input, string]>([
    ['on time', { rrule: 'FREQ=DAILY', due: '2026-11-20', now: '2026-11-20T10:00:00Z' }, '2026-11-21'],
    ['early', { rrule: 'FREQ=WEEKLY', due: '2026-11-27', now: '2026-11-20T10:00:00Z' }, '2026-12-04'],
    ['long overdue', { rrule: 'FREQ=WEEKLY', due: '2020-01-03', now: '2026-11-20T10:00:00Z' }, '2026-11-27'],
    [
      'every second week keeps its weeks',
      { rrule: 'FREQ=WEEKLY;INTERVAL=2', due: '2026-11-06', now: '2026-11-25T10:00:00Z' },
      '2026-12-04',
    ],
    [
      'second Tuesday',
      { rrule: 'FREQ=MONTHLY;BYDAY=2TU', due: '2026-11-10', now: '2026-11-10T10:00:00Z' },
      '2026-12-08',
    ],
    [
      'last day of the month',
      { rrule: 'FREQ=MONTHLY;BYMONTHDAY=-1', due: '2027-01-31', now: '2027-01-31T10:00:00Z' },
      '2027-02-28',
    ],
    ['leap day', { rrule: 'FREQ=YEARLY', due: '2024-02-29', now: '2024-02-29T10:00:00Z' }, '2028-02-29'],
    [
      'from completion',
      { rrule: 'FREQ=DAILY;INTERVAL=3', due: '2026-11-10', now: '2026-11-20T10:00:00Z', every: '!' },
      '2026-11-23',
    ],
    [
      'a month from completion, where the month is shorter',
      { rrule: 'FREQ=MONTHLY', due: '2027-01-20', now: '2027-01-31T10:00:00Z', every: '!' },
      '2027-02-28',
    ],
    [
      'today is where the person is',
      { rrule: 'FREQ=DAILY', due: '2026-11-20', now: '2026-11-20T22:00:00Z', zone: 'Asia/Karachi' },
      '2026-11-22',
    ],
    [
      'later the same day',
      { rrule: 'FREQ=DAILY', due: '2026-11-18T18:00', now: '2026-11-20T10:00:00Z' },
      '2026-11-20T18:00',
    ],
  ])('%s', (_what, input, expected) => {
    expect(nextLocal(input)).toBe(expected);
  });

  it('keeps the time of day when the clocks change', () => {
    const input = {
      rrule: 'FREQ=DAILY',
      due: '2026-10-24T09:00',
      now: '2026-10-24T08:00:00Z',
      zone: 'Europe/Berlin',
    };
    expect(next(input)?.due.due).toEqual({ at: '2026-10-25T08:00:00.000Z', timeZone: 'Europe/Berlin' });
  });

  it('comes back to the time of day that one night did not have', () => {
    const base = { rrule: 'FREQ=DAILY', zone: 'Europe/Berlin' };
    const skipped = next({ ...base, due: '2026-03-28T02:30', now: '2026-03-28T02:00:00Z' });
    expect(skipped?.due).toEqual({
      due: { at: '2026-03-29T01:30:00.000Z', timeZone: 'Europe/Berlin' },
      dueLocal: '2026-03-29T02:30:00.000',
    });
    if (!skipped) throw new Error('no date');
    const after = nextDue({
      current: skipped.due,
      recurrence: skipped.recurrence,
      now: Temporal.Instant.from('2026-03-29T02:00:00Z'),
      timeZone: 'UTC',
    });
    expect(after?.due.due).toEqual({ at: '2026-03-30T00:30:00.000Z', timeZone: 'Europe/Berlin' });
  });

  it('counts down, those that were missed too, and ends', () => {
    const input = { rrule: 'FREQ=DAILY;COUNT=5', due: '2026-11-18', now: '2026-11-20T10:00:00Z' };
    const found = next(input);
    expect(found?.due.due).toEqual({ date: '2026-11-21' });
    expect(found?.recurrence.rrule).toBe('FREQ=DAILY;COUNT=2');
    expect(next({ ...input, rrule: 'FREQ=DAILY;COUNT=1', due: '2026-11-20' })).toBeNull();
  });

  it('ends with UNTIL, a moment that is read on the clocks of the zone', () => {
    const input = {
      due: '2026-11-20T09:00',
      now: '2026-11-20T10:00:00Z',
      zone: 'America/New_York',
    };
    expect(nextLocal({ ...input, rrule: 'FREQ=DAILY;UNTIL=20261121T140000Z' })).toBe('2026-11-21T09:00');
    expect(next({ ...input, rrule: 'FREQ=DAILY;UNTIL=20261121T135959Z' })).toBeNull();
  });

  it('is none for a rule without dates', () => {
    expect(
      next({ rrule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', due: '2026-11-20', now: '2026-11-20T10:00:00Z' }),
    ).toBeNull();
  });
});

describe('the first due date', () => {
  const first = (rrule: string) =>
    firstDue({
      recurrence: { rrule, fromCompletion: false },
      now: Temporal.Instant.from('2026-11-20T10:00:30Z'),
      timeZone: 'Europe/Berlin',
    })?.due;

  it('is today or later, with a time where the rule has hours', () => {
    expect(first('FREQ=WEEKLY;BYDAY=FR')).toEqual({ date: '2026-11-20' });
    expect(first('FREQ=WEEKLY;BYDAY=TH')).toEqual({ date: '2026-11-26' });
    expect(first('FREQ=DAILY;BYHOUR=9;BYMINUTE=0')).toEqual({
      at: '2026-11-21T08:00:00.000Z',
      timeZone: 'Europe/Berlin',
    });
  });
});

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Karachi',
  'Australia/Lord_Howe',
  'Pacific/Apia',
];
const days = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const rules = fc.oneof(
  fc
    .record({ freq: fc.constantFrom('DAILY', 'WEEKLY'), interval: fc.integer({ min: 1, max: 9 }) })
    .map(({ freq, interval }) => `FREQ=${freq};INTERVAL=${interval}`),
  fc.subarray(days, { minLength: 1 }).map((list) => `FREQ=WEEKLY;BYDAY=${list.join(',')}`),
  fc.integer({ min: 1, max: 28 }).map((day) => `FREQ=MONTHLY;BYMONTHDAY=${day}`),
  fc.constantFrom('FREQ=MONTHLY;BYDAY=2TU', 'FREQ=MONTHLY;BYMONTHDAY=-1', 'FREQ=MONTHLY;BYDAY=-1FR'),
);
const moments = fc
  .integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2032, 0, 1) })
  .map((ms) => Temporal.Instant.fromEpochMilliseconds(ms - (ms % 60_000)));

describe('whatever the rule, the zone and the moment', () => {
  it('the next one is in the future, after the present one, at the same time of day, and the rule has it', () => {
    fc.assert(
      fc.property(
        rules,
        fc.constantFrom(...zones),
        moments,
        moments,
        fc.boolean(),
        fc.boolean(),
        (rrule, timeZone, dueMoment, now, timed, fromCompletion) => {
          expect(recurrence.safeParse({ rrule }).success).toBe(true);
          const local = dueMoment.toZonedDateTimeISO(timeZone).toPlainDateTime();
          const current = resolveDue(
            timed ? { at: local.toString(), timeZone } : { date: local.toPlainDate().toString() },
          );
          const found = nextDue({ current, recurrence: { rrule, fromCompletion }, now, timeZone });
          if (found === null) throw new Error('these rules do not end');
          const next = Temporal.PlainDateTime.from(found.due.dueLocal);
          const nowLocal = now.toZonedDateTimeISO(timeZone).toPlainDateTime();
          const today = nowLocal.toPlainDate();
          if (timed) expect(Temporal.PlainDateTime.compare(next, nowLocal)).toBe(1);
          else expect(Temporal.PlainDate.compare(next.toPlainDate(), today)).toBe(1);
          if (!fromCompletion) expect(found.due.dueLocal > current.dueLocal).toBe(true);
          expect(found.due.dueLocal.slice(11)).toBe(current.dueLocal.slice(11));
          const day = rrule.match(/BYMONTHDAY=(\d+)/)?.[1];
          if (day !== undefined) expect(next.day).toBe(Number(day));
          const weekdays = rrule.match(/WEEKLY;BYDAY=(.*)/)?.[1];
          if (weekdays !== undefined) expect(weekdays).toContain(days[next.dayOfWeek - 1]);
        },
      ),
      { numRuns: 300 },
    );
  });
});
