/** Runs external programs with execa: captured, bounded, abortable, and told apart by how they ended. */

import { execa } from 'execa';
import type { ProcessRunner, RunOutcome, RunRequest } from '../ports/process-runner.ts';

/** Grace between SIGTERM and SIGKILL for a program that outlives its deadline or an abort. */
const killGraceMs = 5_000;
/** More than any tool of ours prints; what is over it ends the program instead of filling the memory. */
const maxOutputBytes = 256 * 1024 * 1024;

/** @param environment the variables every program starts with; nothing is inherited besides */
export function createProcessRunner(
  environment: Readonly<Record<string, string | undefined>>,
): ProcessRunner {
  return { run: (request) => run(environment, request) };
}

async function run(
  environment: Readonly<Record<string, string | undefined>>,
  request: RunRequest,
): Promise<RunOutcome> {
  const child = execa(request.file, request.args, {
    reject: false,
    env: { ...environment, ...request.env },
    extendEnv: false,
    timeout: request.deadlineMs,
    killSignal: 'SIGTERM',
    forceKillAfterDelay: killGraceMs,
    maxBuffer: maxOutputBytes,
    stripFinalNewline: false,
    killDescendants: request.endsDescendants ?? false,
    ...(request.input === undefined ? { stdin: 'ignore' as const } : { input: request.input }),
    ...(request.stdoutFile === undefined
      ? {}
      : { stdout: { file: request.stdoutFile }, buffer: { stdout: false } }),
    ...(request.cwd === undefined ? {} : { cwd: request.cwd }),
    ...(request.signal === undefined ? {} : { cancelSignal: request.signal }),
  });
  const { onLine } = request;
  const follow = async (stream: 'stdout' | 'stderr'): Promise<void> => {
    if (onLine === undefined || (stream === 'stdout' && request.stdoutFile !== undefined)) return;
    for await (const line of child.iterable({ from: stream })) onLine(String(line), stream);
  };
  const [result] = await Promise.all([child, ignoreEnd(follow('stdout')), ignoreEnd(follow('stderr'))]);
  return {
    status: statusOf(result),
    exitCode: result.exitCode ?? null,
    stdout: String(result.stdout ?? ''),
    stderr: String(result.stderr ?? ''),
    durationMs: result.durationMs,
    command: [request.file, ...request.args].join(' '),
  };
}

function statusOf(result: {
  timedOut: boolean;
  isCanceled: boolean;
  code?: string | undefined;
}): RunOutcome['status'] {
  if (result.timedOut) return 'timed-out';
  if (result.isCanceled) return 'cancelled';
  if (result.code === 'ENOENT' || result.code === 'EACCES') return 'not-found';
  return 'exited';
}

/** The iterable fails when the program does; how it ended is in the result already. */
async function ignoreEnd(following: Promise<void>): Promise<void> {
  await following.catch(() => undefined);
}
