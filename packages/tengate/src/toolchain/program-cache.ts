/**
 * The cache of programs: one folder per program and version, complete or not there.
 *
 * A folder is filled under `.staging` and published by a rename, so an interrupted run never leaves half a program.
 * What lies under `.staging/<work>` belongs to the holder of the lock of that work.
 */

import { constants } from 'node:fs';
import { access, copyFile, link, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { ProgramPin } from './pins.ts';
import { type Platform, platformName } from './platform.ts';

const recordSchema = z.object({
  name: z.string(),
  version: z.string(),
  platform: z.string(),
  origin: z.enum(['download', 'source']),
  /** The address downloaded from, or the Go package built. */
  from: z.string(),
  sha256: z.string(),
  bytes: z.number(),
  /** How long the download or the build took until this program was there, milliseconds. */
  tookMs: z.number(),
  publishedAt: z.string(),
});

export type ProgramRecord = z.output<typeof recordSchema>;
export type CachedProgram = { readonly path: string; readonly record: ProgramRecord };

export type ProgramCache = {
  /** Folder of all programs. */
  readonly folder: string;
  /** The complete, executable program of the pinned version, or `null`. */
  find(pin: ProgramPin): Promise<CachedProgram | null>;
  /** An empty folder for `work`; what an earlier, interrupted run left there is removed. */
  stage(work: string): Promise<string>;
  unstage(work: string): Promise<void>;
  lockFile(work: string): string;
  /** Where files that no program owns are kept (times, locks). */
  file(name: string): string;
  /**
   * Publishes a file of the staging folder `work` as the program.
   *
   * @throws NodeJS.ErrnoException for instance ENOSPC; nothing is published then
   */
  publish(options: {
    readonly pin: ProgramPin;
    readonly work: string;
    /** An executable file in the staging folder. */
    readonly file: string;
    readonly sha256: string;
    readonly origin: ProgramRecord['origin'];
    readonly from: string;
    readonly tookMs: number;
    readonly now: Date;
    /** Last look at the program under its own name; what it throws prevents the publication. */
    readonly check: (path: string) => Promise<void>;
  }): Promise<CachedProgram>;
};

/** @param folder absolute; made when first written to */
export function createProgramCache(folder: string, platform: Platform): ProgramCache {
  const staging = (work: string): string => join(folder, '.staging', work);
  const home = (pin: ProgramPin): string => join(folder, pin.name, pin.version);

  const find = async (pin: ProgramPin): Promise<CachedProgram | null> => {
    const path = join(home(pin), pin.name);
    const record = await readRecord(join(home(pin), 'record.json'));
    if (record === null || record.version !== pin.version || record.platform !== platformName(platform))
      return null;
    return (await isWhole(path, record.bytes)) ? { path, record } : null;
  };

  return {
    folder,
    find,
    stage: async (work) => {
      await rm(staging(work), { recursive: true, force: true });
      await mkdir(staging(work), { recursive: true });
      return staging(work);
    },
    unstage: async (work) => {
      // Compilers that were just told to end may still write one last file.
      await rm(staging(work), { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
    lockFile: (work) => join(folder, '.locks', `${work}.lock`),
    file: (name) => join(folder, name),
    publish: async ({ pin, work, file, sha256, origin, from, tookMs, now, check }) => {
      const ready = join(staging(work), `publish-${pin.name}`);
      await rm(ready, { recursive: true, force: true });
      await mkdir(ready);
      await linkOrCopy(file, join(ready, pin.name));
      await check(join(ready, pin.name));
      const record: ProgramRecord = {
        name: pin.name,
        version: pin.version,
        platform: platformName(platform),
        origin,
        from,
        sha256,
        bytes: (await stat(file)).size,
        tookMs: Math.round(tookMs),
        publishedAt: now.toISOString(),
      };
      await writeFile(join(ready, 'record.json'), `${JSON.stringify(record, null, 2)}\n`);
      await mkdir(dirname(home(pin)), { recursive: true });
      await moveAway(home(pin), join(staging(work), `replaced-${pin.name}`));
      await rename(ready, home(pin));
      return { path: join(home(pin), pin.name), record };
    },
  };
}

async function readRecord(file: string): Promise<ProgramRecord | null> {
  try {
    return recordSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return null; // absent, cut short or of another form: all the same, the program is got again
  }
}

async function isWhole(path: string, bytes: number): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).size === bytes;
  } catch {
    return false;
  }
}

/** A hard link, so that the names of one multi-call file cost its size once; a copy where the file system has none. */
async function linkOrCopy(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined || !['EPERM', 'ENOTSUP', 'EMLINK', 'ENOSYS', 'EXDEV'].includes(code)) throw error;
    await copyFile(from, to);
  }
}

/** A damaged or older folder makes room; a running program keeps its file. */
async function moveAway(folder: string, to: string): Promise<void> {
  await rm(to, { recursive: true, force: true });
  try {
    await rename(folder, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
