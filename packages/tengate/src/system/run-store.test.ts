import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exampleRun } from '../report/example-run.ts';
import { createRunStore } from './run-store.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'run-store-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

describe('run store', () => {
  it('is empty before the first run', async () => {
    const store = createRunStore(folder);
    expect(await store.list()).toEqual([]);
    expect(await store.read('20260101T000000Z-prove')).toBeNull();
  });

  it('gives back what it stored', async () => {
    const store = createRunStore(folder);
    const run = exampleRun();
    const { path } = await store.save(run);
    expect(path).toBe(join(folder, 'runs', run.id, 'run.json'));
    expect(await store.read(run.id)).toEqual(run);
  });

  it('lists the newest run first, and only runs that have a record', async () => {
    const store = createRunStore(folder);
    await store.save({ ...exampleRun(), id: '20260102T000000Z-prove' });
    await store.save({ ...exampleRun(), id: '20260103T000000Z-start' });
    await mkdir(join(folder, 'runs', '20260104T000000Z-prove'));
    expect(await store.list()).toEqual(['20260103T000000Z-start', '20260102T000000Z-prove']);
  });

  it('never writes a secret', async () => {
    const store = createRunStore(folder);
    const run = exampleRun();
    const evidence = [
      { kind: 'log' as const, subject: 'Pod/x', data: 'DATABASE_URL=postgres://u:hunter2@db/x' },
    ];
    const { path, record } = await store.save({
      ...run,
      gates: run.gates.map((gate) => ({ ...gate, evidence })),
    });
    expect(await readFile(path, 'utf8')).not.toContain('hunter2');
    expect(JSON.stringify(record)).not.toContain('hunter2');
  });

  it.each(['{', '{"version": 99}'])('names the file when the record reads %j', async (text) => {
    const store = createRunStore(folder);
    const path = store.pathOf('20260101T000000Z-prove');
    await mkdir(join(path, '..'), { recursive: true });
    await writeFile(path, text);
    await expect(store.read('20260101T000000Z-prove')).rejects.toThrow(path);
  });
});
