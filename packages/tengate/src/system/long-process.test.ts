import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createLongProcessStarter } from './long-process.ts';

const start = createLongProcessStarter({ PATH: process.env.PATH });

function run(script: string, onLine: (line: string) => void = () => undefined) {
  return start({ file: process.execPath, args: ['-e', script], cwd: '/', env: { WHO: 'world' }, onLine });
}

/** Resolves with the first line that the script prints. */
function firstLine(script: string) {
  return new Promise<{ line: string; child: ReturnType<typeof run> }>((resolve) => {
    const child = run(script, (line) => resolve({ line, child }));
  });
}

describe('long process', () => {
  it('hands over its lines and tells how it ended', async () => {
    const lines: string[] = [];
    const child = run('console.log("hello " + process.env.WHO); process.exitCode = 3', (line) =>
      lines.push(line),
    );
    expect(await child.ended).toEqual({ exitCode: 3, signal: null, failure: null });
    await expect.poll(() => lines).toEqual(['hello world']);
  });

  it('tells that a program could not be started', async () => {
    const child = start({ file: '/no/such/program', args: [], cwd: '/', env: {}, onLine: () => undefined });
    expect((await child.ended).failure).toContain('ENOENT');
    expect((await child.stop(1_000)).failure).toContain('ENOENT');
  });

  it('stops it with everything that it started', async () => {
    const inner = 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000)';
    const { line, child } = await firstLine(
      `const c = require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(inner)}], { stdio: "ignore" });
       c.once("spawn", () => console.log(c.pid)); setInterval(() => {}, 1000)`,
    );
    expect((await child.stop(5_000)).signal).toBe('SIGTERM');
    await expect.poll(() => isRunning(Number(line)), { timeout: 5_000 }).toBe(false);
  });

  it('kills what ignores SIGTERM once the grace is over', async () => {
    const { child } = await firstLine(
      'process.on("SIGTERM", () => {}); console.log("up"); setInterval(() => {}, 1000)',
    );
    expect((await child.stop(200)).signal).toBe('SIGKILL');
  });
});

/** A zombie has ended: it only waits for its parent to look. */
function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
