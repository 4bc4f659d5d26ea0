/**
 * Runs one `go build` of several programs, and publishes each as soon as Go has linked it.
 *
 * Go links into GOTMPDIR and renames into the output folder. Both lie in the staging folder, so a file that is there is whole.
 */

import { chmod, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../ports/clock.ts';
import type { ProcessRunner, RunOutcome } from '../ports/process-runner.ts';
import type { Progress } from '../ports/progress.ts';
import { buildFailure } from './build-failure.ts';
import { buildArguments, type GoBuild, listArguments } from './build-plan.ts';
import { checkProgram } from './check-program.ts';
import type { ProgramPin } from './pins.ts';
import type { ProgramCache } from './program-cache.ts';
import { fileSha256 } from './sha256.ts';

/** Far above what one core needs; a build that lasts longer hangs. */
const deadlineMs = 2 * 3_600_000;
const lookAgainAfterMs = 500;

export type GoBuildRun = {
  readonly build: GoBuild;
  readonly go: string;
  readonly moduleFolder: string;
  /** Name of the staging folder, one for each build, held by the caller's lock. */
  readonly work: string;
  readonly cache: ProgramCache;
  readonly runner: ProcessRunner;
  readonly clock: Clock;
  readonly progress: Progress;
  /** Progress step that details are told under. */
  readonly step: string;
  readonly onPublished: (pin: ProgramPin) => void;
  readonly signal: AbortSignal;
};

/** @throws TengateError what kept Go from building, the cache then holding what was finished before */
export async function runGoBuild(run: GoBuildRun): Promise<void> {
  const { cache, work, clock } = run;
  const folder = await cache.stage(work);
  try {
    const output = join(folder, 'out');
    const temporary = join(folder, 'tmp');
    await mkdir(output);
    await mkdir(temporary);
    await chmod(output, 0o755); // without a set-group-id bit, which makes Go copy instead of rename
    const start = clock.monotonicMs();
    const total = await fetchModules(run, temporary);
    await compile(run, output, temporary, start, total);
  } finally {
    await cache.unstage(work);
  }
}

/** Fetches what is not there yet; the number of packages to compile. */
async function fetchModules(run: GoBuildRun, temporary: string): Promise<number> {
  const { build, progress, step } = run;
  let fetched = 0;
  const outcome = await go(run, listArguments(build), temporary, (line) => {
    const module = /^go: downloading (\S+ \S+)/.exec(line)?.[1];
    if (module === undefined) return;
    fetched += 1;
    progress({ kind: 'detail', id: step, text: `fetching Go modules: ${fetched}, ${module}` });
  });
  return outcome.stdout.split('\n').filter((line) => line !== '').length;
}

async function compile(
  run: GoBuildRun,
  output: string,
  temporary: string,
  start: number,
  total: number,
): Promise<void> {
  const { build, progress, step, clock } = run;
  let compiled = 0;
  const ended = new AbortController();
  const failed = new AbortController();
  const building = go(
    { ...run, signal: AbortSignal.any([run.signal, failed.signal]) },
    buildArguments(build, output),
    temporary,
    (line) => {
      if (!isPackage(line)) return;
      compiled += 1;
      progress({
        kind: 'detail',
        id: step,
        text: `${count(compiled)} of at most ${count(total)} packages: ${line}`,
      });
    },
  ).finally(() => ended.abort());
  building.catch(() => undefined);
  const published = new Set<string>();
  const publishReady = async (): Promise<void> => {
    const linked = new Set(await readdir(output));
    for (const [file, programs] of build.files) {
      if (!linked.has(file) || published.has(file)) continue;
      published.add(file);
      await publishFile(run, join(output, file), programs, start);
    }
  };
  try {
    while (!ended.signal.aborted) {
      await publishReady();
      await clock.wait(lookAgainAfterMs, ended.signal).catch(() => undefined);
    }
  } catch (error) {
    failed.abort();
    await building.catch(() => undefined);
    throw error;
  }
  // What was linked before a failure is kept: the next run needs only the rest.
  await building.catch(async (error: unknown) => {
    if (!run.signal.aborted) await publishReady();
    throw error;
  });
  await publishReady();
  const absent = [...build.files.keys()].filter((file) => !published.has(file));
  if (absent.length > 0)
    throw new Error(`go build wrote no ${absent.join(', ')}: pins.yaml names another file`);
}

async function publishFile(
  run: GoBuildRun,
  file: string,
  programs: readonly ProgramPin[],
  start: number,
): Promise<void> {
  const { cache, work, clock, runner, signal, onPublished } = run;
  const tookMs = clock.monotonicMs() - start;
  const sha256 = await fileSha256(file);
  for (const pin of programs) {
    const from = pin.source.package;
    const check = async (path: string): Promise<void> =>
      await checkProgram({ file: path, pin, from, runner, signal });
    await cache.publish({ pin, work, file, sha256, origin: 'source', from, tookMs, now: clock.now(), check });
    onPublished(pin);
  }
}

async function go(
  run: Omit<GoBuildRun, 'step' | 'onPublished'>,
  args: readonly string[],
  temporary: string,
  onLine: (line: string) => void,
): Promise<RunOutcome> {
  const { build, runner, moduleFolder, cache, signal } = run;
  const outcome = await runner.run({
    file: run.go,
    args,
    cwd: moduleFolder,
    env: { CGO_ENABLED: build.cgo ? '1' : '0', GOTMPDIR: temporary, GOWORK: 'off' },
    deadlineMs,
    signal,
    endsDescendants: true,
    onLine: (line, stream) => {
      if (stream === 'stderr') onLine(line);
    },
  });
  signal.throwIfAborted();
  if (outcome.exitCode === 0) return outcome;
  const doing = `Building ${[...build.files.keys()].join(', ')} from source`;
  throw buildFailure({
    doing,
    output: outcome.stderr,
    folder: cache.folder,
    command: commandLine(run, args),
  });
}

function commandLine(run: Pick<GoBuildRun, 'moduleFolder' | 'build'>, args: readonly string[]): string {
  const quoted = args.map((arg) => (/\s/.test(arg) ? `'${arg}'` : arg));
  return `cd ${run.moduleFolder} && CGO_ENABLED=${run.build.cgo ? '1' : '0'} go ${quoted.join(' ')}`;
}

/** `go build -v` prints a package's path alone on a line; messages have spaces. */
function isPackage(line: string): boolean {
  return /^[\w.~-]+(\/[\w.~+!-]+)*$/.test(line);
}

function count(number: number): string {
  return number.toLocaleString('en-US');
}
