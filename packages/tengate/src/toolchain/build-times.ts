/** Remembers how long each build took, so that the next one can say so beforehand. */

import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';

const timesSchema = z.record(z.string(), z.number());

export type BuildTimes = {
  /** Milliseconds of the last build of exactly these programs, or `undefined`. */
  usualMs(programs: readonly string[]): Promise<number | undefined>;
  remember(programs: readonly string[], tookMs: number): Promise<void>;
};

/** @param file absolute path of a JSON file; one that is absent or damaged remembers nothing */
export function createBuildTimes(file: string): BuildTimes {
  const read = async (): Promise<Record<string, number>> => {
    try {
      return timesSchema.parse(JSON.parse(await readFile(file, 'utf8')));
    } catch {
      return {};
    }
  };
  return {
    usualMs: async (programs) => (await read())[keyOf(programs)],
    remember: async (programs, tookMs) => {
      const times = { ...(await read()), [keyOf(programs)]: Math.round(tookMs) };
      await mkdir(dirname(file), { recursive: true });
      await writeFile(`${file}.new`, `${JSON.stringify(times, null, 2)}\n`);
      await rename(`${file}.new`, file);
    },
  };
}

function keyOf(programs: readonly string[]): string {
  return [...programs].sort().join(' ');
}
