/**
 * Owns the lock of a PGlite data directory: a file beside it with the id of the process that uses it. PGlite has no
 * lock of its own, and two processes in one directory destroy it.
 */

import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';

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
      const ownerPid = Number(owner);
      if (ownerPid !== pid && Number.isInteger(ownerPid) && ownerPid > 0 && isRunning(ownerPid)) {
        throw new DataDirectoryInUse(directory, file, owner);
      }
      await removeLeftover({ file, owner, aside: `${mine}.leftover`, directory });
    }
  } finally {
    await rm(mine, { force: true });
  }
  return { release: () => rm(file, { force: true }) };
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

/** Moves the leftover away; what was moved tells whether a third process was quicker and now holds the lock. */
async function removeLeftover(options: {
  readonly file: string;
  readonly owner: string;
  readonly aside: string;
  readonly directory: string;
}): Promise<void> {
  const { file, owner, aside, directory } = options;
  try {
    await rename(file, aside);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return;
    throw error;
  }
  const moved = await readOwner(aside);
  if (moved !== null && moved !== owner) {
    await linked(aside, file);
    await rm(aside, { force: true });
    throw new DataDirectoryInUse(directory, file, moved);
  }
  await rm(aside, { force: true });
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
