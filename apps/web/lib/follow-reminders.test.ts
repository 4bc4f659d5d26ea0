import { QueryClient } from '@tanstack/react-query';
import type { Task } from '@todo-chatbot/contracts';
import { blankTask } from '@todo-chatbot/contracts/blank-task';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { touching } from './changing.ts';
import { followReminders } from './follow-reminders.ts';
import type { Reminder } from './reminders.ts';

const start = Date.parse('2026-11-30T08:00:00Z');
const minute = 60_000;

beforeEach(() => void vi.useFakeTimers({ now: start }));
afterEach(() => void vi.useRealTimers());

/** @param minutes after the start */
const task = (id: string, minutes: number): Task => ({
  ...blankTask(),
  id,
  title: id,
  createdAt: '2026-11-01T00:00:00Z',
  updatedAt: '2026-11-01T00:00:00Z',
  due: { at: new Date(start + minutes * minute).toISOString(), timeZone: 'UTC' },
});

/** What all pages of one browser share. */
function browser() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

async function page(tasks: readonly Task[], memory = browser()) {
  const client = new QueryClient({ defaultOptions: { queries: { networkMode: 'always', retry: false } } });
  const said: string[] = [];
  const ids = (reminders: readonly Reminder[]) => reminders.map(({ task: { id } }) => id).join(' ');
  const server = { tasks, isAway: false, asked: 0 };
  let woken = () => {};
  const end = followReminders({
    api: {
      listTasks: async () => {
        server.asked++;
        if (server.isAway) throw new Error('away');
        return { tasks: [...server.tasks], nextCursor: null };
      },
    },
    client,
    memory,
    display: {
      inPage: (reminders) => void said.push(`page: ${ids(reminders)}`),
      inBrowser: (reminders) => void said.push(`browser: ${ids(reminders)}`),
      keep: () => undefined,
    },
    timeZone: () => 'UTC',
    now: Date.now,
    alone: async (work) => work(),
    shownOrHidden: (callback) => {
      woken = callback;
      return () => {
        woken = () => {};
      };
    },
  });
  await vi.advanceTimersByTimeAsync(10);
  /** To a moment, timers running. */
  const until = (minutes: number) => vi.advanceTimersByTimeAsync(start + minutes * minute - Date.now());
  return { client, server, said, end, until, wake: () => woken() };
}

it('says so at the time, once', async () => {
  const { said, until } = await page([task('a', 10)]);
  await until(9.99);
  expect(said).toEqual([]);
  await until(10.001);
  expect(said).toEqual(['page: a', 'browser: a']);
  await until(60);
  expect(said).toHaveLength(2);
});

it('asks once more at the time: what was done meanwhile is left in peace', async () => {
  const { server, said, until } = await page([task('a', 10)]);
  server.tasks = [];
  await until(11);
  expect([said, server.asked]).toEqual([[], 2]);
});

it('says what it knows where the API is away', async () => {
  const { server, said, until } = await page([task('a', 10)]);
  server.isAway = true;
  await until(11);
  expect(said).toEqual(['page: a', 'browser: a']);
});

it('looks again when the page wakes up, and says what came due within half an hour', async () => {
  const { said, wake } = await page([task('old', 10), task('recent', 50)]);
  vi.setSystemTime(start + 60 * minute);
  wake();
  await vi.advanceTimersByTimeAsync(10);
  expect(said).toEqual(['page: recent', 'browser: recent']);
});

it('reminds again of what was moved to another time', async () => {
  const { client, server, said, until } = await page([task('a', 10)]);
  await until(11);
  server.tasks = [task('a', 20)];
  await client.invalidateQueries({ queryKey: ['tasks'] });
  await until(19);
  expect(said).toHaveLength(2);
  await until(21);
  expect(said).toHaveLength(4);
});

it('of two pages both say it, and one asks the browser to', async () => {
  const memory = browser();
  const one = await page([task('a', 10)], memory);
  const other = await page([task('a', 10)], memory);
  await one.until(11);
  expect([...one.said, ...other.said].toSorted()).toEqual(['browser: a', 'page: a', 'page: a']);
  const later = await page([task('a', 10)], memory);
  await one.until(12);
  expect(later.said).toEqual([]);
});

it('waits for a change of this page that is on its way', async () => {
  const { client, server, said, until } = await page([task('a', 10)]);
  const answer = Promise.withResolvers<void>();
  const mutation = client
    .getMutationCache()
    .build(client, { meta: touching(['tasks']), networkMode: 'always', mutationFn: () => answer.promise });
  const sent = mutation.execute(undefined);
  await until(10.1);
  server.tasks = [];
  answer.resolve();
  await sent;
  await client.invalidateQueries({ queryKey: ['tasks'] });
  await until(12);
  expect(said).toEqual([]);
});

it('says nothing after its end', async () => {
  const { said, end, until, wake } = await page([task('a', 10)]);
  end();
  await until(11);
  wake();
  await vi.advanceTimersByTimeAsync(10);
  expect(said).toEqual([]);
});
