/** Remembers how long each step took the last time it did its work, so that the next run can say what is usual. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Clock } from '../ports/clock.ts';
import type { Progress } from '../ports/progress.ts';
import { writeFileAtomically } from './atomic-file.ts';

export type UsualTimes = {
  /** Passes events on, each start with the usual time where the step itself knows none. */
  readonly watch: (progress: Progress) => Progress;
  /** Keeps what was measured. A state folder that cannot be written costs only the hint, so the error is returned, not thrown. */
  readonly save: () => Promise<Error | null>;
};

const fileSchema = z.record(z.string(), z.number().nonnegative());

/** @param state the state folder, `Folders.state` */
export async function openUsualTimes(state: string, clock: Clock): Promise<UsualTimes> {
  const path = join(state, 'usual-times.json');
  const before = await readTimes(path);
  const measured: Record<string, number> = {};
  return {
    watch: (progress) => {
      const started = new Map<string, { readonly key: string; readonly ms: number }>();
      return (event) => {
        if (event.kind === 'start') {
          // With its title: `tengate scale` is another piece of work than the gate whose steps it takes.
          const key = `${event.id} ${event.title}`;
          started.set(event.id, { key, ms: clock.monotonicMs() });
          const usualMs = event.usualMs ?? before[key];
          progress(usualMs === undefined ? event : { ...event, usualMs });
          return;
        }
        const begun = event.kind === 'end' ? started.get(event.id) : undefined;
        // Only work done tells what is usual: an unchanged step was quicker for having nothing to do.
        if (event.kind === 'end' && event.outcome === 'done' && begun !== undefined) {
          measured[begun.key] = Math.round(clock.monotonicMs() - begun.ms);
        }
        progress(event);
      };
    },
    save: async () => {
      if (Object.keys(measured).length === 0) return null;
      try {
        await writeFileAtomically(path, `${JSON.stringify({ ...before, ...measured }, null, 2)}\n`);
        return null;
      } catch (error) {
        return error instanceof Error ? error : new Error(String(error));
      }
    },
  };
}

/** An absent or damaged file means that nothing is known. */
async function readTimes(path: string): Promise<Readonly<Record<string, number>>> {
  try {
    return fileSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return {};
  }
}
