/** `tengate report` on runs that are there, are not there, and cannot be read; in this process, which is quicker than eleven. */

import { EventEmitter } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import type { WriteStream } from 'node:tty';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../../src/cli/run-cli.ts';
import { exampleProof } from '../../src/report/example-proof.ts';
import { exampleRun } from '../../src/report/example-run.ts';

let folder = '';
const older = { ...exampleRun(), id: '20261119T000000Z-prove' };
const newer = { ...exampleProof(), id: '20261120T000000Z-prove' };
const report = async (...args: string[]) => {
  const stdout = collector();
  const stderr = collector();
  const exitCode = await runCli({
    argv: ['report', ...args],
    environment: { XDG_STATE_HOME: folder, XDG_CACHE_HOME: join(folder, 'cache') },
    cwd: folder,
    home: folder,
    version: '1.0.0',
    stdout: stdout.stream,
    stderr: stderr.stream,
    signals: new EventEmitter(),
    exit: () => {},
  });
  return { exitCode, stdout: stdout.text(), stderr: stderr.text() };
};

function collector() {
  let text = '';
  const stream = new Writable({
    write: (chunk, _encoding, done) => {
      text += chunk;
      done();
    },
  });
  return { stream: stream as unknown as WriteStream, text: () => text };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tengate-report-'));
  for (const run of [older, newer]) {
    const place = join(folder, 'tengate/runs', run.id);
    await mkdir(place, { recursive: true });
    await writeFile(join(place, 'run.json'), JSON.stringify(run));
  }
  await writeFile(join(folder, 'kept.json'), JSON.stringify({ ...older, id: 'kept' }));
  await writeFile(join(folder, 'broken.json'), '{"version": 1');
});
afterAll(() => rm(folder, { recursive: true }));

describe('tengate report', () => {
  it('writes the page, making its folder, and leaves nothing else', async () => {
    const { exitCode, stdout } = await report('--html', 'out/report.html');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('Helm upgrade');
    expect(await readdir(join(folder, 'out'))).toEqual(['report.html']);
    expect(await readFile(join(folder, 'out/report.html'), 'utf8')).toMatch(
      /All 8 gates passed[\s\S]*<\/html>\n$/,
    );
  });

  it('says that a page cannot be written where a file is in the way of its folder', async () => {
    const { exitCode, stderr } = await report('--html', 'kept.json/report.html');
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/kept\.json\/report\.html cannot be written[\s\S]*to do:/);
  });

  it('compares the last two runs', async () => {
    const { exitCode, stdout } = await report('--compare', 'previous', 'latest', '--json');
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      before: { id: older.id, verdict: 'failed' },
      after: { id: newer.id, verdict: 'passed' },
    });
  });

  it('takes a run from a file', async () => {
    const { stdout } = await report('--compare', 'kept.json', newer.id);
    expect(stdout).toMatch(/Before +kept +FAILED/);
  });

  it('shows every number of one gate', async () => {
    const { stdout } = await report('--gate', '7');
    expect(stdout).toContain('longest time in which api answered nobody');
    expect(stdout).not.toContain('Container build');
  });

  it.each([
    [['--run', 'nowhere'], 2, 'There is no run "nowhere", and no file of that name.'],
    [['--run', 'broken.json'], 1, 'broken.json is no run record'],
    [['--run', '.'], 1, 'cannot be read'],
    [['--compare', 'latest'], 2, '--compare takes two runs, not 1: latest.'],
    [['--compare', 'latest', 'nowhere'], 2, 'There is no run "nowhere"'],
    [['--gate', '9'], 2, `Run ${newer.id} has no gate "9".`],
  ])('explains itself for %j', async (args, code, message) => {
    const { exitCode, stdout, stderr } = await report(...args);
    expect(stderr).toContain(message);
    expect(stderr).toContain('to do:');
    expect([exitCode, stdout]).toEqual([code, '']);
  });
});
