/** Owns the wait for a database that cannot be reached yet, and bringing its tables up to date. */

import type { Database } from '../database/database.ts';
import type { Log } from '../log.ts';
import { StorageUnavailable } from '../todos/storage-unavailable.ts';

export type PreparationOutcome =
  | { readonly status: 'prepared'; readonly applied: readonly string[] }
  | { readonly status: 'unreachable'; readonly error: StorageUnavailable }
  | { readonly status: 'cancelled' };

/** How often the log repeats what it said before, milliseconds. */
const repeatMs = 10_000;

/** Pauses between attempts, milliseconds; the last one repeats. */
const pausesMs = [100, 200, 400, 800, 1500] as const;

/**
 * Migrates, and tries again only while the database cannot be reached: any other failure (a wrong password, a migration
 * that does not apply) would fail again, and is thrown.
 *
 * @param options.timeoutMs how long to try before the outcome is `unreachable`
 * @param options.wait      resolves after milliseconds; rejects when `signal` is aborted
 */
export async function prepareDatabase(options: {
  readonly database: Pick<Database, 'migrate' | 'description'>;
  readonly timeoutMs: number;
  readonly monotonicMs: () => number;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
  readonly log: Log;
}): Promise<PreparationOutcome> {
  const { database, timeoutMs, monotonicMs, wait, signal, log } = options;
  const started = monotonicMs();
  let told = { cause: '', atMs: 0 };
  for (let attempt = 1; ; attempt++) {
    if (signal.aborted) return { status: 'cancelled' };
    try {
      const applied = await database.migrate();
      log.info({ database: database.description, applied, attempt }, 'the database is ready');
      return { status: 'prepared', applied };
    } catch (error) {
      if (signal.aborted) return { status: 'cancelled' };
      if (!(error instanceof StorageUnavailable)) throw error;
      const waitedMs = Math.round(monotonicMs() - started);
      if (waitedMs >= timeoutMs) return { status: 'unreachable', error };
      const pauseMs = pausesMs[Math.min(attempt, pausesMs.length) - 1] ?? 0;
      const cause = error.cause instanceof Error ? error.cause.message : error.message;
      const news = cause !== told.cause || waitedMs - told.atMs >= repeatMs;
      if (news) told = { cause, atMs: waitedMs };
      log[news ? 'warn' : 'debug'](
        { database: database.description, attempt, waitedMs, giveUpAfterMs: timeoutMs, cause },
        'waiting for the database',
      );
      await wait(Math.min(pauseMs, timeoutMs - waitedMs), signal).catch(() => undefined);
    }
  }
}
