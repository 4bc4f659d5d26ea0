import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openPglite } from './open-pglite.ts';
import { createTaskRepository } from './task-repository.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pglite-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('keeps tasks over a restart, in a folder that it makes, and refuses a second process meanwhile', async () => {
  const dataDirectory = join(folder, 'deep', 'data');
  const id = '0198c0de-0000-4000-8000-000000000001';
  const first = openPglite({ dataDirectory, pid: process.pid });
  expect(await first.migrate()).toEqual(['0001-create-tasks']);
  await createTaskRepository(first.db).insert({ id, title: 'kept', notes: null, createdAt: new Date() });

  // Our parent runs for sure, and is another process.
  const second = openPglite({ dataDirectory, pid: process.ppid });
  await expect(second.migrate()).rejects.toThrow(`in use by process ${process.pid}`);
  await second.close();
  await first.close();
  expect(await readdir(join(folder, 'deep'))).toEqual(['data']);

  const again = openPglite({ dataDirectory, pid: process.pid });
  expect(await again.migrate()).toEqual([]);
  expect(await createTaskRepository(again.db).find(id)).toMatchObject({ title: 'kept' });
  await again.close();
}, 60_000);
