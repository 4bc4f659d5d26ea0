import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createProcessRunner } from '../system/process-runner.ts';
import { sourceIdentity } from './source-identity.ts';

const runner = createProcessRunner({ PATH: process.env.PATH, HOME: tmpdir(), GIT_CONFIG_NOSYSTEM: '1' });
let folder = '';

async function git(...args: string[]): Promise<void> {
  const author = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org'];
  const outcome = await runner.run({
    file: 'git',
    args: ['-C', folder, ...author, ...args],
    deadlineMs: 20_000,
  });
  if (outcome.exitCode !== 0) throw new Error(outcome.stderr);
}

const identity = (): Promise<string | null> => sourceIdentity({ runner, folder });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'source-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the identity of the sources', () => {
  it('is none without a repository or a commit', async () => {
    expect(await identity()).toBeNull();
    await git('init', '-q');
    expect(await identity()).toBeNull();
  });

  it('is the commit, and another one for every content that differs from it', async () => {
    await git('init', '-q');
    await writeFile(join(folder, 'a'), 'one');
    await git('add', '.');
    await git('commit', '-q', '-m', 'first');
    const clean = await identity();
    expect(clean).toMatch(/^[0-9a-f]{12}$/);
    await writeFile(join(folder, 'a'), 'two');
    const changed = await identity();
    await writeFile(join(folder, 'new file'), 'x');
    const untracked = await identity();
    await writeFile(join(folder, 'new file'), 'y');
    const other = await identity();
    expect(changed).toMatch(new RegExp(`^${clean}-dirty-[0-9a-f]{12}$`));
    expect(new Set([clean, changed, untracked, other]).size).toBe(4);
    expect(await identity()).toBe(other);
  });
});
