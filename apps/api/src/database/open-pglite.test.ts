import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newTask, taskQuery } from '@todo-chatbot/contracts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createTestDomain } from '../../test/domain-fixture.ts';
import { migrations } from './migrations/index.ts';
import { openPglite } from './open-pglite.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pglite-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('keeps tasks over a restart, in a folder that it makes, and refuses a second process meanwhile', async () => {
  const dataDirectory = join(folder, 'deep', 'data');
  const scope = {
    accountId: '00000000-0000-4000-8000-000000000001',
    timeZone: 'UTC',
    client: 'api',
  } as const;
  const first = openPglite({ dataDirectory, pid: process.pid });
  expect(await first.migrate()).toEqual(migrations.map(({ name }) => name));
  await createTestDomain(first).domain.tasks.add(scope, newTask.parse({ title: 'kept' }));

  // Our parent runs for sure, and is another process.
  const second = openPglite({ dataDirectory, pid: process.ppid });
  await expect(second.migrate()).rejects.toThrow(`in use by process ${process.pid}`);
  await second.close();
  await first.close();
  expect(await readdir(join(folder, 'deep'))).toEqual(['data']);

  const again = openPglite({ dataDirectory, pid: process.pid });
  expect(await again.migrate()).toEqual([]);
  const kept = await createTestDomain(again).domain.tasks.list(scope, taskQuery.parse({}));
  expect(kept).toMatchObject([{ title: 'kept' }]);
  await again.close();
}, 60_000);
