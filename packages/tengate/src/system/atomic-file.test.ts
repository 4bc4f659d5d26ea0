import { mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeFileAtomically } from './atomic-file.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atomic-file-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

describe('writeFileAtomically', () => {
  it('makes the folders, replaces what was there, and leaves nothing beside it', async () => {
    const path = join(folder, 'a', 'b.json');
    await writeFileAtomically(path, 'old');
    await writeFileAtomically(path, 'new');
    expect(await readFile(path, 'utf8')).toBe('new');
    expect(await readdir(join(folder, 'a'))).toEqual(['b.json']);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('leaves nothing behind when the target cannot be replaced', async () => {
    await mkdir(join(folder, 'taken', 'inner'), { recursive: true });
    await expect(writeFileAtomically(join(folder, 'taken'), 'x')).rejects.toThrow();
    expect(await readdir(folder)).toEqual(['taken']);
  });
});
