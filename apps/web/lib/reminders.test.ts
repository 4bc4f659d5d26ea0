import type { Task } from '@todo-chatbot/contracts';
import { blankTask } from '@todo-chatbot/contracts/blank-task';
import { describe, expect, it } from 'vitest';
import { dueNow, remindersOf, reminderWords, waitMs } from './reminders.ts';

const nine = Date.parse('2026-11-30T09:00:00Z');
const minute = 60_000;

const task = (id: string, more: Partial<Task> = {}): Task => ({
  ...blankTask(),
  id,
  title: id,
  createdAt: '2026-11-01T00:00:00Z',
  updatedAt: '2026-11-01T00:00:00Z',
  due: { at: '2026-11-30T09:00:00.000Z', timeZone: 'UTC' },
  ...more,
});
const dueIds = (tasks: readonly Task[], now: number, seen: readonly string[] = []) =>
  dueNow(remindersOf(tasks), now, new Set(seen)).map(({ task: { id } }) => id);

describe('a task due at a time', () => {
  it('is reminded of from that time on, for half an hour', () => {
    const at = (now: number) => dueIds([task('a')], now);
    expect([at(nine - 1), at(nine), at(nine + 30 * minute), at(nine + 30 * minute + 1)]).toEqual([
      [],
      ['a'],
      ['a'],
      [],
    ]);
  });

  it('is not reminded of twice, but again at another time', () => {
    const [first] = remindersOf([task('a')]);
    const moved = task('a', { due: { at: '2026-11-30T09:10:00.000Z', timeZone: 'UTC' } });
    expect(dueIds([task('a')], nine, [first?.key ?? ''])).toEqual([]);
    expect(dueIds([moved], nine + 10 * minute, [first?.key ?? ''])).toEqual(['a']);
  });

  it('is the same time in whichever zone it was meant', () => {
    const there = task('a', { due: { at: '2026-11-30T14:00:00+05:00', timeZone: 'Asia/Karachi' } });
    expect(remindersOf([there])[0]?.key).toBe(remindersOf([task('a')])[0]?.key);
  });

  it('comes after what was due earlier', () => {
    const early = task('early', { due: { at: '2026-11-30T08:50:00.000Z', timeZone: 'UTC' } });
    expect(dueIds([task('late'), early], nine)).toEqual(['early', 'late']);
  });
});

it.each([
  ['completed', { completed: true }],
  ['due on a day', { due: { date: '2026-11-30' } }],
  ['not due at all', { due: null }],
  ['given a time that was past', { updatedAt: '2026-11-30T09:00:01Z' }],
])('a task that is %s is not reminded of', (_what, more) => {
  expect(dueIds([task('a', more)], nine + minute)).toEqual([]);
});

it('the wait ends with the next time, and never lasts longer than half a minute', () => {
  const wait = (now: number) => waitMs(remindersOf([task('a')]), now);
  expect([wait(nine - 2000), wait(nine - 3_600_000), wait(nine), waitMs([], nine)]).toEqual([
    2000, 30_000, 30_000, 30_000,
  ]);
});

it('says since when it is due where that is not now', () => {
  const words = (late: number) => reminderWords({ at: nine }, nine + late, '10:00');
  expect([words(0), words(minute - 1), words(minute)]).toEqual(['due now', 'due now', 'was due at 10:00']);
});
