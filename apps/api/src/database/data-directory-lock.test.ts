import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DataDirectoryInUse, isProcessRunning, lockDataDirectory } from './data-directory-lock.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lock-'));
});
afterEach(() => rm(folder, { recursive: true }));

const take = (pid: number, running: readonly number[]) =>
  lockDataDirectory({ directory: join(folder, 'data'), pid, isRunning: (other) => running.includes(other) });

describe('the lock of a data directory', () => {
  it('is one process’s until it is released, and leaves nothing behind', async () => {
    const lock = await take(1, [1, 2]);
    await expect(take(2, [1, 2])).rejects.toThrow(/in use by process 1/);
    await lock.release();
    await (await take(2, [1, 2])).release();
    expect(await readdir(folder)).toEqual([]);
  });

  it('is taken over from a process that has ended', async () => {
    await take(1, [1]);
    await take(2, [2]);
    expect(await readFile(join(folder, 'data.lock'), 'utf8')).toBe('2\n');
    expect(await readdir(folder)).toEqual(['data.lock']);
  });

  it('is taken over when the id in it is our own: a container always has the same', async () => {
    await take(1, [1]);
    await take(1, [1]);
  });

  it('is taken over when its content is none', async () => {
    await writeFile(join(folder, 'data.lock'), '');
    await take(1, [1]);
  });

  it('is taken over from a process that ended while it took it over itself', async () => {
    await writeFile(join(folder, 'data.lock'), '999\n');
    await writeFile(join(folder, 'data.lock.cleanup'), '998\n');
    await take(1, [1]);
    expect(await readdir(folder)).toEqual(['data.lock']);
  });

  it('goes to exactly one of many that find a leftover at once', async () => {
    await writeFile(join(folder, 'data.lock'), '999\n');
    const pids = Array.from({ length: 20 }, (_, index) => index + 1);
    const outcomes = await Promise.allSettled(pids.map((pid) => take(pid, pids)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(DataDirectoryInUse);
    }
  });
});

it('sees its own process running, and not one that cannot be', () => {
  expect(isProcessRunning(process.pid)).toBe(true);
  expect(isProcessRunning(2 ** 30)).toBe(false);
});
