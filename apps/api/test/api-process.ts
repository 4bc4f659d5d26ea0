/** Owns a real process of the API for tests: started, listened to, ended. */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export type ApiProcess = {
  readonly child: ChildProcess;
  readonly lines: readonly Readonly<Record<string, unknown>>[];
  stderr(): string;
  /** The first line that is or was logged with this message; rejects when the process ends without it. */
  logged(message: string): Promise<Readonly<Record<string, unknown>>>;
  /** Exit code, or the name of the signal that ended it. */
  readonly ended: Promise<number | string | null>;
};

/**
 * @param env  the whole environment of the process, beside PATH
 * @param main the program; the source itself when absent
 */
export function startApiProcess(
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [],
  main = join(import.meta.dirname, '../src/main.ts'),
): ApiProcess {
  const child = spawn(process.execPath, [main, ...args], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: Readonly<Record<string, unknown>>[] = [];
  const waiting = new Set<() => void>();
  const wake = () => {
    for (const check of [...waiting]) check();
  };
  let stderr = '';
  let over = false;
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  let begun = '';
  // Not readline: it takes U+2028 for the end of a line too, and an address may have it.
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    const written = `${begun}${chunk}`.split('\n');
    begun = written.pop() ?? '';
    lines.push(...written.map((line) => JSON.parse(line)));
    wake();
  });
  const ended = once(child, 'close').then(([code, signal]) => {
    over = true;
    wake();
    return (code ?? signal) as number | string | null;
  });
  return {
    child,
    lines,
    stderr: () => stderr,
    ended,
    logged: (message) =>
      new Promise((resolve, reject) => {
        const check = () => {
          const line = lines.find((entry) => entry.msg === message);
          if (line === undefined && !over) return;
          waiting.delete(check);
          if (line !== undefined) resolve(line);
          else reject(new Error(`ended without "${message}": ${JSON.stringify(lines)} ${stderr}`));
        };
        waiting.add(check);
        check();
      }),
  };
}
