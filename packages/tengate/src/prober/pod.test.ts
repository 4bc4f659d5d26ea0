import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ScheduledServer, startScheduledServer } from '../../test/fixtures/scheduled-server.ts';
import { planOf } from '../../test/fixtures/stepped-load.ts';
import { createLoadReader } from './load-lines.ts';

const here = import.meta.dirname;
let folder: string;
let server: ScheduledServer;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'prober-'));
  server = await startScheduledServer(() => 'answer');
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What the image has: the files that its Dockerfile copies, and nothing else. */
function copyAsImage(): void {
  const dockerfile = readFileSync(join(here, 'Dockerfile'), 'utf8');
  const files = /^COPY (.+) \/prober\/$/m.exec(dockerfile)?.[1]?.split(' ') ?? [];
  expect(files).toContain('pod.ts');
  for (const file of files) copyFileSync(join(here, file), join(folder, file));
}

describe('the program of the prober', () => {
  it('runs from the files of its image alone, and writes its end at SIGTERM', async () => {
    copyAsImage();
    const plan = planOf([{ url: server.url, ratePerSecond: 50 }]);
    writeFileSync(join(folder, 'plan.json'), JSON.stringify(plan));
    const program = spawn(process.execPath, ['pod.ts', 'plan.json'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exited = once(program, 'exit');
    const reader = createLoadReader(plan);
    let asked = false;
    // Once: the lines after it are those of its end.
    for await (const line of createInterface(program.stdout))
      if (reader.take(line)?.k === 'some' && !asked) asked = program.kill('SIGTERM');
    expect(await exited).toEqual([0, null]);
    const result = reader.result([], 0);
    expect(result.complete).toBe(true);
    expect(result.failures).toEqual([]);
    expect(result.successes.get('stream 0')?.at.length).toBe(server.seen.size);
    expect(result.cpuSeconds).toBeGreaterThan(0);
  });
});
