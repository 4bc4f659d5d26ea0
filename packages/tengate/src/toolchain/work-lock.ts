/**
 * One process at a time for one piece of work.
 *
 * The lock is the operating system's own, through SQLite's exclusive transaction (node:sqlite) on the lock file: it ends
 * with its process, however that ends, so none is ever stale. Lock files with a process id in them, and libraries such as
 * proper-lockfile (age of a folder), must guess: a process id means nothing to another container that shares the cache,
 * and a process that is busy or asleep looks dead by age.
 */

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { TengateError } from '../model/tengate-error.ts';
import type { Clock } from '../ports/clock.ts';

const askAgainAfterMs = 250;
/** SQLite's result codes (https://sqlite.org/rescode.html), and what the file system would have said. */
const sqliteBusy = 5;
const fileErrors: Readonly<Record<number, string>> = { 8: 'EROFS', 13: 'ENOSPC', 14: 'EACCES' };

export type LockOutcome<T> =
  | { readonly status: 'done'; readonly value: T }
  /** While waiting, `enough` said that the holder had done what was wanted. */
  | { readonly status: 'not-needed' };

/**
 * Runs `work` while holding the lock, waiting for another holder as long as `waitMs`.
 *
 * @param options.onWait  called once, with the id of the process that holds it (`null` when it left none)
 * @param options.enough  asked while waiting; true ends the waiting without the lock
 * @throws TengateError `toolchain-locked`; the signal's reason when aborted
 */
export async function withWorkLock<T>(options: {
  readonly file: string;
  readonly clock: Clock;
  readonly processId: number;
  readonly waitMs: number;
  readonly onWait: (holder: number | null) => void;
  readonly enough: () => Promise<boolean>;
  readonly signal?: AbortSignal | undefined;
  readonly work: () => Promise<T>;
}): Promise<LockOutcome<T>> {
  const { file, clock, processId, waitMs, onWait, enough, signal, work } = options;
  await mkdir(dirname(file), { recursive: true });
  const start = clock.monotonicMs();
  let told = false;
  for (;;) {
    signal?.throwIfAborted();
    const release = acquire(file);
    if (release !== null) {
      try {
        await writeFile(holderFile(file), `${processId}\n`);
        return { status: 'done', value: await work() };
      } finally {
        release();
      }
    }
    if (await enough()) return { status: 'not-needed' };
    if (!told) onWait(await readHolder(file));
    told = true;
    if (clock.monotonicMs() - start >= waitMs) throw locked(await readHolder(file), waitMs, file);
    await clock.wait(askAgainAfterMs, signal);
  }
}

/** Ends the lock, or `null` when another connection holds it. */
function acquire(file: string): (() => void) | null {
  let database: DatabaseSync | null = null;
  try {
    const opened = new DatabaseSync(file, { timeout: 0 });
    database = opened;
    opened.exec('BEGIN EXCLUSIVE');
    return () => opened.close();
  } catch (error) {
    database?.close();
    const { errcode } = error as { errcode?: number };
    if (errcode === sqliteBusy) return null;
    const code = errcode === undefined ? undefined : fileErrors[errcode & 0xff];
    throw code === undefined
      ? error
      : Object.assign(new Error(`${file}: ${code}`, { cause: error }), { code });
  }
}

function holderFile(file: string): string {
  return `${file}.holder`;
}

async function readHolder(file: string): Promise<number | null> {
  try {
    const id = Number.parseInt(await readFile(holderFile(file), 'utf8'), 10);
    return Number.isNaN(id) ? null : id;
  } catch {
    return null;
  }
}

function locked(holder: number | null, waitMs: number, file: string): TengateError {
  const by = holder === null ? 'another process' : `process ${holder}`;
  return new TengateError({
    code: 'toolchain-locked',
    what: `The toolchain is in use by ${by}, and was for the ${Math.round(waitMs / 60_000)} minutes waited.`,
    todo: `let it finish, or end it if it hangs; the lock (${file}) ends with it`,
  });
}
