/** Starts programs that keep running, each in a process group of its own so that all it starts ends with it. */

import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { LongProcessEnd, LongProcessRequest, StartLongProcess } from '../ports/long-process.ts';

/** @param environment the variables every program starts with; nothing is inherited besides */
export function createLongProcessStarter(
  environment: Readonly<Record<string, string | undefined>>,
): StartLongProcess {
  return (request) => {
    const child = spawn(request.file, request.args, {
      cwd: request.cwd,
      env: { ...environment, ...request.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    const ended = endOf(child);
    forwardLines(child, request);
    return {
      ended,
      stop: async (graceMs) => {
        signalGroup(child, 'SIGTERM');
        const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), graceMs);
        const end = await ended;
        clearTimeout(timer);
        // What the program started and left behind goes too; the group outlives its leader.
        signalGroup(child, 'SIGKILL');
        return end;
      },
    };
  };
}

function endOf(child: ChildProcess): Promise<LongProcessEnd> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ exitCode: null, signal: null, failure: error.message }));
    child.once('exit', (exitCode, signal) => resolve({ exitCode, signal, failure: null }));
  });
}

function forwardLines(child: ChildProcess, request: LongProcessRequest): void {
  for (const stream of [child.stdout, child.stderr]) {
    if (stream !== null) createInterface({ input: stream }).on('line', request.onLine);
  }
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    const gone = error instanceof Error && 'code' in error && error.code === 'ESRCH';
    if (!gone) throw error;
  }
}
