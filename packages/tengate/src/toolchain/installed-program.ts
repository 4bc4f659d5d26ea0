/** Finds a copy of a program that is installed already, and asks it for its version. */

import { constants } from 'node:fs';
import { access, realpath, stat } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { ProcessRunner } from '../ports/process-runner.ts';
import type { FoundPin, ProgramPin, VersionQuestion } from './pins.ts';
import { isAccepted } from './version-range.ts';

/** A program that does not answer in this time does not work here. */
const answerWithinMs = 10_000;

export type InstalledProgram = { readonly path: string; readonly version: string };

export type InstalledOutcome =
  | ({ readonly status: 'accepted' } & InstalledProgram)
  /** One is there, of a version outside the range. */
  | ({ readonly status: 'out-of-range' } & InstalledProgram)
  /** One is there that does not tell a version as this program does. */
  | { readonly status: 'unreadable'; readonly path: string; readonly said: string }
  | { readonly status: 'absent' };

/**
 * The first installed copy in the accepted range, else what was found instead of one.
 *
 * @param options.path value of PATH
 * @param options.except folder whose programs are not installed ones: the toolchain's own cache
 */
export async function findInstalled(options: {
  readonly pin: ProgramPin | FoundPin;
  readonly runner: ProcessRunner;
  readonly path: string;
  readonly except: string;
  readonly signal?: AbortSignal | undefined;
}): Promise<InstalledOutcome> {
  const { pin, runner, path, except, signal } = options;
  if (pin.question === null) return { status: 'absent' };
  const folders = pin.installed.folders ?? path.split(delimiter);
  let instead: InstalledOutcome = { status: 'absent' };
  for (const file of await executables(folders, pin.installed.names)) {
    if ((await realpath(file)).startsWith(`${except}/`)) continue;
    const told = await askVersion({ file, question: pin.question, runner, signal });
    const outcome: InstalledOutcome =
      'said' in told
        ? { status: 'unreadable', path: file, said: told.said }
        : {
            status: isAccepted(told.version, pin.accepts) ? 'accepted' : 'out-of-range',
            path: file,
            version: told.version,
          };
    if (outcome.status === 'accepted') return outcome;
    if (instead.status === 'absent') instead = outcome;
  }
  return instead;
}

/** The version that the program at `file` tells, or what it said instead of one. */
export async function askVersion(options: {
  readonly file: string;
  readonly question: VersionQuestion;
  readonly runner: ProcessRunner;
  readonly signal?: AbortSignal | undefined;
}): Promise<{ readonly version: string } | { readonly said: string }> {
  const { file, question, runner, signal } = options;
  const outcome = await runner.run({ file, args: question.args, deadlineMs: answerWithinMs, signal });
  signal?.throwIfAborted();
  const output = `${outcome.stdout}\n${outcome.stderr}`;
  const version = question.answer.exec(output)?.[1];
  if (version !== undefined) return { version };
  const said = output.trim().split('\n', 1)[0] ?? '';
  return { said: outcome.status === 'exited' ? said || `exit code ${outcome.exitCode}` : outcome.status };
}

/** The paths of `names` in `folders` that can be executed, in that order. */
export async function executables(folders: readonly string[], names: readonly string[]): Promise<string[]> {
  const candidates = names.flatMap((name) =>
    folders.filter((folder) => folder !== '').map((folder) => join(folder, name)),
  );
  const usable = await Promise.all(candidates.map(isExecutable));
  return candidates.filter((_, index) => usable[index] === true);
}

async function isExecutable(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}
