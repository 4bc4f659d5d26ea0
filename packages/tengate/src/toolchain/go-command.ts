/** Finds Go, and proves that it can build the toolchain's module before anything else is done. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TengateError } from '../model/tengate-error.ts';
import type { ProcessRunner } from '../ports/process-runner.ts';
import { buildFailure, goTooOld } from './build-failure.ts';
import { findInstalled } from './installed-program.ts';
import type { FoundPin } from './pins.ts';

/** Go may fetch its own newer version first. */
const answerWithinMs = 5 * 60_000;

/**
 * The path of a `go` that satisfies the module's `go` line, itself or by fetching the version named there (GOTOOLCHAIN).
 *
 * @param options.path         folders to look in, as in PATH
 * @param options.moduleFolder absolute folder of go.mod
 * @throws TengateError `go-missing`, `go-too-old`, `modules-unreachable`
 */
export async function findGo(options: {
  readonly pin: FoundPin;
  readonly runner: ProcessRunner;
  readonly path: string;
  readonly moduleFolder: string;
  readonly cacheFolder: string;
  readonly signal?: AbortSignal | undefined;
}): Promise<string> {
  const { pin, runner, path, moduleFolder, cacheFolder, signal } = options;
  const needed = await versionOfModule(moduleFolder);
  const found = await findInstalled({
    pin,
    runner,
    path,
    except: cacheFolder,
    signal,
  });
  if (found.status === 'out-of-range') throw goTooOld(found.version, needed);
  if (found.status !== 'accepted') throw goMissing(needed);
  const outcome = await runner.run({
    file: found.path,
    args: ['env', 'GOVERSION'],
    cwd: moduleFolder,
    deadlineMs: answerWithinMs,
    signal,
  });
  signal?.throwIfAborted();
  if (outcome.exitCode === 0) return found.path;
  if (/toolchain not available|download go/.test(outcome.stderr)) throw goTooOld(found.version, needed);
  const output = outcome.stderr;
  throw buildFailure({
    doing: 'Asking Go for its version',
    output,
    folder: cacheFolder,
    command: outcome.command,
  });
}

async function versionOfModule(moduleFolder: string): Promise<string> {
  const content = await readFile(join(moduleFolder, 'go.mod'), 'utf8');
  return /^go (\S+)$/m.exec(content)?.[1] ?? 'of toolchain/go/go.mod';
}

function goMissing(needed: string): TengateError {
  return new TengateError({
    code: 'go-missing',
    kind: 'unavailable',
    what: 'Building from source needs Go, and there is none on PATH.',
    todo: `install Go ${needed} or newer from https://go.dev/dl; or give a mirror of the official releases with --mirror`,
  });
}
