import { blankTask } from '@todo-chatbot/contracts/blank-task';
import { expect, it } from 'vitest';
import { claim, forgetReminders, readRecord } from './reminder-record.ts';
import type { Reminder } from './reminders.ts';

const now = Date.parse('2026-11-30T09:00:00Z');

function memoryOf(text: string | null = null) {
  let kept = text;
  return {
    getItem: () => kept,
    setItem: (_key: string, value: string) => {
      kept = value;
    },
    removeItem: () => {
      kept = null;
    },
  };
}

const reminder = (key: string): Reminder => ({
  key,
  at: now,
  task: { ...blankTask(), id: key, title: key, createdAt: '', updatedAt: '' },
});
const claimed = (memory: Parameters<typeof claim>[0], keys: readonly string[], at: number) => {
  const { first, together } = claim(memory, keys.map(reminder), at);
  return [first.map(({ key }) => key), together.map(({ key }) => key)];
};

it('one page is the first, another one soon after shows it too, and none later', () => {
  const memory = memoryOf();
  expect(claimed(memory, ['a'], now)).toEqual([['a'], []]);
  expect(claimed(memory, ['a', 'b'], now + 60_000)).toEqual([['b'], ['a']]);
  expect(claimed(memory, ['a', 'b'], now + 120_000)).toEqual([[], ['b']]);
});

it('forgets what was shown a day ago, and everything on demand', () => {
  const memory = memoryOf();
  claim(memory, [reminder('a')], now);
  claim(memory, [reminder('b')], now + 24 * 3_600_000);
  expect([...readRecord(memory).keys()]).toEqual(['b']);
  forgetReminders(memory);
  expect(readRecord(memory).size).toBe(0);
});

it.each(['no JSON', 'null', '7', '{"a":"b"}'])('takes %s for an empty record', (text) => {
  expect(readRecord(memoryOf(text)).size).toBe(0);
  expect(claimed(memoryOf(text), ['a'], now)).toEqual([['a'], []]);
});

it('works without a storage, and with one that is full', () => {
  expect(claimed(null, ['a'], now)).toEqual([['a'], []]);
  const full = {
    ...memoryOf(),
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError');
    },
  };
  expect(claimed(full, ['a'], now)).toEqual([['a'], []]);
});
