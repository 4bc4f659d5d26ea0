import { expect, it } from 'vitest';
import { createLog } from '../log.ts';
import { StorageUnavailable } from '../todos/storage-unavailable.ts';
import { prepareDatabase } from './prepare-database.ts';

const away = () => new StorageUnavailable('away', { cause: new Error('connect ECONNREFUSED') });

/** Time passes only by waiting. */
function prepare(
  migrate: (attempt: number) => Promise<readonly string[]>,
  signal = new AbortController().signal,
) {
  const lines: string[] = [];
  const waits: number[] = [];
  let now = 0;
  let attempt = 0;
  const outcome = prepareDatabase({
    database: { description: 'PostgreSQL at db', migrate: () => migrate(++attempt) },
    timeoutMs: 1000,
    monotonicMs: () => now,
    wait: async (ms) => {
      waits.push(ms);
      now += ms;
    },
    signal,
    log: createLog({ level: 'info', base: {}, destination: { write: (line) => void lines.push(line) } }),
  });
  return { outcome, lines, waits, attempts: () => attempt };
}

it('is done at once when the database is there', async () => {
  const { outcome, waits } = prepare(async () => ['0001']);
  expect(await outcome).toEqual({ status: 'prepared', applied: ['0001'] });
  expect(waits).toEqual([]);
});

it('waits for a database that comes later, and logs once what it waits for', async () => {
  const { outcome, lines } = prepare(async (attempt) => {
    if (attempt < 3) throw away();
    return [];
  });
  expect(await outcome).toEqual({ status: 'prepared', applied: [] });
  expect(lines.filter((line) => line.includes('waiting for the database'))).toHaveLength(1);
  expect(lines[0]).toContain('ECONNREFUSED');
});

it('logs again when the reason changes', async () => {
  const { outcome, lines } = prepare(async (attempt) => {
    if (attempt < 3) throw away();
    if (attempt < 5) throw new StorageUnavailable('away', { cause: new Error('is starting up') });
    return [];
  });
  await outcome;
  const waiting = lines.filter((line) => line.includes('waiting for the database'));
  expect(waiting.map((line) => JSON.parse(line).cause)).toEqual(['connect ECONNREFUSED', 'is starting up']);
});

it('gives up at the end of its time, with the last failure', async () => {
  const { outcome, waits } = prepare(async () => {
    throw away();
  });
  expect(await outcome).toMatchObject({ status: 'unreachable', error: { message: 'away' } });
  expect(waits.reduce((sum, ms) => sum + ms)).toBe(1000);
});

it('does not try again what would fail again', async () => {
  const wrong = new Error('password authentication failed');
  const { outcome, attempts } = prepare(async () => {
    throw wrong;
  });
  await expect(outcome).rejects.toBe(wrong);
  expect(attempts()).toBe(1);
});

it('ends when the process is asked to', async () => {
  const controller = new AbortController();
  const { outcome, attempts } = prepare(async () => {
    controller.abort();
    throw away();
  }, controller.signal);
  expect(await outcome).toEqual({ status: 'cancelled' });
  expect(attempts()).toBe(1);
});
