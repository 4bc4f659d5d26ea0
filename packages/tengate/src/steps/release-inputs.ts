/** Hashes everything that goes into a release, so that "nothing changed" can be read off the installed revision. */

import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { TengateError } from '../model/tengate-error.ts';
import type { ReleasePlan } from './release-plan.ts';

/** @returns 16 hexadecimal digits over the chart's files, the values files and what is set beside them */
export async function releaseInputs(plan: ReleasePlan): Promise<string> {
  const hash = createHash('sha256');
  for (const file of await filesOf(plan.chart)) {
    hash.update(`\0${relative(plan.chart, file)}\0`).update(await readFile(file));
  }
  for (const file of plan.valueFiles) hash.update('\0values\0').update(await readOrExplain(file));
  const set = Object.entries(plan.set).sort(([one], [other]) => one.localeCompare(other));
  hash.update(`\0set\0${JSON.stringify([plan.release, plan.namespace, set])}`);
  return hash.digest('hex').slice(0, 16);
}

const prefix = 'tengate inputs ';
const suspendedSuffix = ', autoscaling suspended';

/** What is kept as the revision's description, and read back by `describedInputs`. */
export function inputsDescription(inputs: string, suspended: boolean): string {
  return `${prefix}${inputs}${suspended ? suspendedSuffix : ''}`;
}

/** The inputs that a revision's description names; `null` where Tengate did not install it. */
export function describedInputs(
  description: string,
): { readonly inputs: string; readonly suspended: boolean } | null {
  const match = /^tengate inputs ([0-9a-f]{16})(, autoscaling suspended)?$/.exec(description);
  return match?.[1] === undefined ? null : { inputs: match[1], suspended: match[2] !== undefined };
}

async function filesOf(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
  } catch (error) {
    throw unreadable(folder, error);
  }
}

async function readOrExplain(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    throw unreadable(file, error);
  }
}

function unreadable(path: string, cause: unknown): TengateError {
  return new TengateError({
    code: 'release-input-unreadable',
    kind: 'usage',
    what: `${path} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`,
    todo: 'correct the path of the chart or the values in tengate.yaml',
    cause,
  });
}
