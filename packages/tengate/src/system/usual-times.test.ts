import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProgressEvent } from '../ports/progress.ts';
import { openUsualTimes } from './usual-times.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'usual-times-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

/** Runs one step that takes `ms` and gives back what came through. */
async function runStep(
  ms: number,
  outcome: 'done' | 'unchanged',
  title = 'Cluster',
): Promise<ProgressEvent[]> {
  let nowMs = 0;
  const clock = { now: () => new Date(0), monotonicMs: () => nowMs, wait: async () => undefined };
  const times = await openUsualTimes(folder, clock);
  const seen: ProgressEvent[] = [];
  const progress = times.watch((event) => seen.push(event));
  progress({ kind: 'start', id: 'cluster', title });
  nowMs = ms;
  progress({ kind: 'end', id: 'cluster', outcome, text: '' });
  expect(await times.save()).toBeNull();
  return seen;
}

describe('usual times', () => {
  it('says the next time how long the step took', async () => {
    expect((await runStep(9_000, 'done'))[0]).not.toHaveProperty('usualMs');
    expect((await runStep(1, 'done'))[0]).toMatchObject({ usualMs: 9_000 });
  });

  it('knows nothing of other work under the same step', async () => {
    await runStep(9_000, 'done');
    expect((await runStep(1, 'done', 'Another'))[0]).not.toHaveProperty('usualMs');
    expect((await runStep(1, 'done'))[0]).toMatchObject({ usualMs: 9_000 });
  });

  it('learns nothing from a step that had nothing to do', async () => {
    await runStep(9_000, 'done');
    await runStep(10, 'unchanged');
    expect((await runStep(1, 'done'))[0]).toMatchObject({ usualMs: 9_000 });
  });

  it('starts anew from a damaged file', async () => {
    await writeFile(join(folder, 'usual-times.json'), '{');
    expect((await runStep(5, 'done'))[0]).not.toHaveProperty('usualMs');
  });

  it('returns the error when the folder cannot be written', async () => {
    const clock = { now: () => new Date(0), monotonicMs: () => 0, wait: async () => undefined };
    await writeFile(join(folder, 'file'), '');
    const times = await openUsualTimes(join(folder, 'file'), clock);
    const progress = times.watch(() => undefined);
    progress({ kind: 'start', id: 'a', title: 'A' });
    progress({ kind: 'end', id: 'a', outcome: 'done', text: '' });
    expect(await times.save()).toBeInstanceOf(Error);
  });
});
