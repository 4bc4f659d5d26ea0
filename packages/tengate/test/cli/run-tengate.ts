/** Runs the real command line in a process of its own, with a home of its own. */

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

export type TengateRun = {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
};

export type TengateOptions = {
  readonly cwd?: string;
  readonly environment?: Readonly<Record<string, string>>;
};

/** Starts it; `ended` resolves with everything it printed. */
export function startTengate(
  args: readonly string[],
  options: TengateOptions = {},
): { readonly child: ChildProcess; readonly ended: Promise<TengateRun>; readonly printed: () => string } {
  const home = mkdtempSync(join(tmpdir(), 'tengate-cli-'));
  const child = spawn(process.execPath, [main, ...args], {
    cwd: options.cwd ?? home,
    env: {
      PATH: process.env.PATH,
      HOME: home,
      // Shared by all runs of these tests; each has a home of its own besides.
      NODE_COMPILE_CACHE: join(tmpdir(), 'tengate-cli-compiled'),
      ...options.environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = new Promise<TengateRun>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode) => resolve({ exitCode, stdout, stderr }));
  });
  return { child, ended, printed: () => stdout + stderr };
}

export function tengate(args: readonly string[], options: TengateOptions = {}): Promise<TengateRun> {
  return startTengate(args, options).ended;
}
