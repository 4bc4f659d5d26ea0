import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, readlink, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { requireWritable, writeResult } from './result-file.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'result-file-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

describe('a result in a file that a person named', () => {
  it('is written whole, in folders that are made for it, and can be read by others', async () => {
    const path = join(folder, 'out/page.html');
    await requireWritable(path);
    expect(await readdir(folder)).toEqual(['out']);
    await writeResult(path, 'page');
    expect(await readFile(path, 'utf8')).toBe('page');
    expect((await stat(path)).mode & 0o777).toBe(0o644);
  });

  it('goes where a link points, and leaves the link', async () => {
    await writeFile(join(folder, 'kept.html'), 'old');
    await symlink('kept.html', join(folder, 'link.html'));
    await writeResult(join(folder, 'link.html'), 'new');
    expect(await readlink(join(folder, 'link.html'))).toBe('kept.html');
    expect(await readFile(join(folder, 'kept.html'), 'utf8')).toBe('new');
  });

  it('goes into what is no ordinary file, and does not replace it', async () => {
    const pipe = join(folder, 'pipe');
    await promisify(execFile)('mkfifo', [pipe]);
    await requireWritable(pipe);
    const [read] = await Promise.all([readFile(pipe, 'utf8'), writeResult(pipe, 'page')]);
    expect(read).toBe('page');
    expect((await stat(pipe)).isFIFO()).toBe(true);
  });

  it.each([
    ['a folder', '.', 'it is a folder'],
    ['below a file', 'file/page.html', 'ENOTDIR'],
  ])('cannot be %s, which is said before and after', async (_, name, why) => {
    await writeFile(join(folder, 'file'), '');
    const refusal = { code: 'result-not-written', message: expect.stringContaining(why) };
    await expect(requireWritable(join(folder, name))).rejects.toMatchObject(refusal);
    await expect(writeResult(join(folder, name), 'page')).rejects.toMatchObject(refusal);
    expect(await readdir(folder)).toEqual(['file']);
  });
});
