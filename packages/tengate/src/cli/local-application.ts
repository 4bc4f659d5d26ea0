/** Runs the application as plain processes on this machine, for a person who has no cluster. Proves nothing, and says so. */

import type { LocalConfiguration, LocalProcess } from '../model/configuration.ts';
import { TengateError } from '../model/tengate-error.ts';
import type { Clock } from '../ports/clock.ts';
import type { LongProcess, LongProcessEnd, StartLongProcess } from '../ports/long-process.ts';
import type { ProcessRunner, RunOutcome } from '../ports/process-runner.ts';
import type { Progress } from '../ports/progress.ts';
import { waitUntil } from '../ports/wait-until.ts';

export type LocalApplicationOptions = {
  readonly local: LocalConfiguration;
  /** Absolute folder that the commands run in. */
  readonly root: string;
  readonly runner: ProcessRunner;
  readonly start: StartLongProcess;
  /** Status of the answer, or `null` when nothing answers. */
  readonly probe: (url: string, signal: AbortSignal) => Promise<number | null>;
  readonly clock: Clock;
  readonly progress: Progress;
  /** A line that one of the processes printed. */
  readonly onLine: (process: string, line: string) => void;
  readonly signal: AbortSignal;
};

export type LocalApplication = {
  /** Resolves with the process that ended by itself; never while all of them run. */
  readonly ended: Promise<{ readonly name: string; readonly end: LongProcessEnd }>;
  stop(): Promise<void>;
};

const buildDeadlineMs = 15 * 60_000;
const healthDeadlineMs = 90_000;
const healthIntervalMs = 250;
/** Longer than the applications' own time to drain. */
const stopGraceMs = 15_000;
const keptLines = 20;

/**
 * Builds, then starts each process once the one before it is healthy.
 *
 * @throws TengateError when a build fails or a process does not become healthy, with its last lines; nothing is left running
 */
export async function startLocalApplication(options: LocalApplicationOptions): Promise<LocalApplication> {
  await buildAll(options);
  const started: { readonly name: string; readonly child: LongProcess }[] = [];
  const stop = async (): Promise<void> => {
    for (const { child } of started.toReversed()) await child.stop(stopGraceMs);
  };
  try {
    for (const process of options.local.processes) started.push(await startHealthy(options, process));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    ended: Promise.race(started.map(async ({ name, child }) => ({ name, end: await child.ended }))),
    stop,
  };
}

async function buildAll({ local, root, runner, progress, signal }: LocalApplicationOptions): Promise<void> {
  for (const { name, command } of local.build) {
    const id = `local.build.${name}`;
    progress({ kind: 'start', id, title: `Build: ${name}` });
    const [file = '', ...args] = command;
    const outcome = await runner.run({
      file,
      args,
      cwd: root,
      deadlineMs: buildDeadlineMs,
      signal,
      onLine: (line) => progress({ kind: 'detail', id, text: line }),
    });
    const done = outcome.exitCode === 0;
    progress({ kind: 'end', id, outcome: signal.aborted ? 'cancelled' : done ? 'done' : 'failed', text: '' });
    signal.throwIfAborted();
    if (!done) throw buildFailed(name, outcome);
  }
}

function buildFailed(name: string, outcome: RunOutcome): TengateError {
  const how = outcome.status === 'exited' ? `exit code ${outcome.exitCode}` : outcome.status;
  const lines = `${outcome.stdout}\n${outcome.stderr}`.trim().split('\n').slice(-keptLines).join('\n');
  return new TengateError({
    code: 'local-build-failed',
    what: `The build "${name}" failed (${how}): ${outcome.command}\n${lines}`,
    todo: 'Repair what the lines above name, and run the command again.',
  });
}

async function startHealthy(
  options: LocalApplicationOptions,
  process: LocalProcess,
): Promise<{ readonly name: string; readonly child: LongProcess }> {
  const { clock, progress, signal } = options;
  const id = `local.${process.name}`;
  await requireFreeAddress(options, process);
  progress({ kind: 'start', id, title: `Start: ${process.name}` });
  const lastLines: string[] = [];
  const child = options.start({
    file: process.command[0] ?? '',
    args: process.command.slice(1),
    cwd: options.root,
    env: process.env,
    onLine: (line) => {
      lastLines.push(line);
      if (lastLines.length > keptLines) lastLines.shift();
      options.onLine(process.name, line);
    },
  });
  let end: LongProcessEnd | null = null;
  void child.ended.then((ended) => {
    end = ended;
  });
  try {
    const outcome = await waitUntil({
      clock,
      deadlineMs: healthDeadlineMs,
      intervalMs: healthIntervalMs,
      signal,
      observe: async () => {
        if (end !== null) return { done: true, value: false };
        const status = await options.probe(process.health, signal);
        if (status !== null && status >= 200 && status < 300) return { done: true, value: true };
        return { done: false, seen: status === null ? 'nothing answers' : `the answer is ${status}` };
      },
    });
    if (outcome.status === 'met' && outcome.value) {
      progress({ kind: 'end', id, outcome: 'done', text: process.open ?? process.health });
      return { name: process.name, child };
    }
    const why = outcome.status === 'met' ? 'it ended' : outcome.seen;
    throw notHealthy(process, why, lastLines);
  } catch (error) {
    progress({ kind: 'end', id, outcome: signal.aborted ? 'cancelled' : 'failed', text: '' });
    await child.stop(stopGraceMs);
    throw error;
  }
}

/** Someone else's answer on the same port would be taken for this process being healthy. */
async function requireFreeAddress(options: LocalApplicationOptions, process: LocalProcess): Promise<void> {
  if ((await options.probe(process.health, options.signal)) === null) return;
  throw new TengateError({
    code: 'port-taken',
    kind: 'unavailable',
    what: `Something answers at ${process.health} already, so ${process.name} cannot be started there.`,
    todo: 'Stop the other program (a second "npm start"?), or change the port under local.processes in tengate.yaml.',
  });
}

function notHealthy(process: LocalProcess, why: string, lastLines: readonly string[]): TengateError {
  const lines = lastLines.length === 0 ? 'It printed nothing.' : lastLines.join('\n');
  return new TengateError({
    code: 'local-process-not-healthy',
    what: `${process.name} did not become healthy at ${process.health}: ${why}. Its last lines:\n${lines}`,
    todo: `Repair what the lines above name; the command is: ${process.command.join(' ')}`,
  });
}
