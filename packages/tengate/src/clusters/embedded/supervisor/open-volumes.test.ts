import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { openVolumes } from './open-volumes.ts';

const ends: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

it('opens a volume when it appears, and does not answer its own change of the mode', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'volumes-'));
  ends.push(() => rm(folder, { recursive: true }));
  const watcher = openVolumes(folder);
  ends.push(() => watcher.close());
  const read = (name: string) => stat(join(folder, name), { bigint: true });
  const opened = async (name: string) => {
    await mkdir(join(folder, name), { mode: 0o700 });
    await vi.waitFor(async () => expect((await read(name)).mode & 0o777n).toBe(0o777n), { timeout: 30_000 });
    return (await read(name)).ctimeNs;
  };

  const first = await opened('first');
  // Reports come in order: once two more are open, those about the first have long been answered.
  await opened('second');
  await opened('third');
  expect((await read('first')).ctimeNs).toBe(first);
});
