/**
 * Owns the lock of a PGlite data directory: a file beside it with the id of the process that uses it. PGlite has no
 * lock of its own, and two processes in one directory destroy it.
 */

import { link, readFile, rm, writeFile } from 'node:fs/promises';

/** Another process uses the data directory. */
export class DataDirectoryInUse extends Error {
  constructor(directory: string, lockFile: string, owner: string) {
    super(
      `The data directory ${directory} is in use by process ${owner}, and PGlite allows one process only. ` +
        'Stop that process, set another PGLITE_DATA_DIR, or set DATABASE_URL to use PostgreSQL. ' +
        `If process ${owner} is something else, delete ${lockFile}.`,
    );
    this.name = 'DataDirectoryInUse';
  }
}

export type DataDirectoryLock = { release(): Promise<void> };

/**
 * Takes the lock, also from a process that ended without releasing it.
 *
 * @param options.isRunning whether a process with this id runs; another than ours, whose own id in the file is a leftover
 * @throws DataDirectoryInUse
 */
export async function lockDataDirectory(options: {
  readonly directory: string;
  readonly pid: number;
  readonly isRunning: (pid: number) => boolean;
}): Promise<DataDirectoryLock> {
  const { directory, pid, isRunning } = options;
  const file = `${directory}.lock`;
  const mine = `${file}.${pid}`;
  await writeFile(mine, `${pid}\n`);
  try {
    // Linking is the atomic step: the file appears whole, and only if none is there.
    while (!(await linked(mine, file))) {
      const owner = await readOwner(file);
      if (owner === null) continue;
      if (holds(owner)) throw new DataDirectoryInUse(directory, file, owner);
      await removeLeftover({ file, owner, mine, holds });
    }
  } finally {
    await rm(mine, { force: true });
  }
  return { release: () => rm(file, { force: true }) };

  function holds(owner: string): boolean {
    const ownerPid = Number(owner);
    return ownerPid !== pid && Number.isInteger(ownerPid) && ownerPid > 0 && isRunning(ownerPid);
  }
}

/** Whether a process with this id runs, its owner being someone else included. */
export function isProcessRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}

/**
 * Removes the leftover, one process at a time: between a look at the file and its removal a quicker one may have put its
 * own lock there, which must stay.
 */
async function removeLeftover(options: {
  readonly file: string;
  readonly owner: string;
  readonly mine: string;
  readonly holds: (owner: string) => boolean;
}): Promise<void> {
  const { file, owner, mine, holds } = options;
  const guard = `${file}.cleanup`;
  if (!(await linked(mine, guard))) {
    // Another one is at it, and the caller looks again; unless it died at it.
    const cleaner = await readOwner(guard);
    if (cleaner !== null && !holds(cleaner)) await rm(guard, { force: true });
    return;
  }
  try {
    if ((await readOwner(file)) === owner) await rm(file, { force: true });
  } finally {
    await rm(guard, { force: true });
  }
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

async function readOwner(file: string): Promise<string | null> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
