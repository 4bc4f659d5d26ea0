import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { afterAll, describe, expect, it } from 'vitest';
import { readImageArchive, visitLayerFiles } from './image-archive.ts';

const folder = mkdtempSync(join(tmpdir(), 'tg-archive-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type File = { readonly name: string; readonly content?: string | Buffer; readonly linkTo?: string };

async function tar(files: readonly File[]): Promise<Buffer> {
  const packer = pack();
  for (const { name, content = '', linkTo } of files) {
    if (linkTo === undefined) packer.entry({ name }, content);
    else packer.entry({ name, type: 'symlink', linkname: linkTo });
  }
  packer.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of packer) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const config = JSON.stringify({ config: { User: 'app' }, history: [{ created_by: 'COPY' }] });

async function archive(name: string, files: readonly File[], layers: readonly string[]): Promise<string> {
  const file = join(folder, name);
  const manifest = JSON.stringify([{ Config: 'config.json', RepoTags: [], Layers: layers }]);
  writeFileSync(
    file,
    await tar([
      ...files,
      { name: 'config.json', content: config },
      { name: 'manifest.json', content: manifest },
    ]),
  );
  return file;
}

describe('image archive', () => {
  it('visits every file of every layer, plain, gzip and zstd alike', async () => {
    const layer = async (name: string): Promise<Buffer> =>
      await tar([{ name: `./${name}`, content: name.repeat(3) }]);
    const file = await archive(
      'three.tar',
      [
        { name: 'blobs/sha256/aa', content: await layer('one') },
        { name: 'blobs/sha256/bb', content: gzipSync(await layer('two')) },
        { name: 'blobs/sha256/cc', content: zstdCompressSync(await layer('three')) },
      ],
      ['blobs/sha256/cc', 'blobs/sha256/aa', 'blobs/sha256/bb'],
    );
    const seen: string[] = [];
    const read = await readImageArchive(file);
    const bytes = await visitLayerFiles(read, async ({ layer, path, size, content }) => {
      seen.push(`${layer} ${path} ${size} ${await content()}`);
    });
    expect(seen).toEqual([
      'sha256:cc three 15 threethreethree',
      'sha256:aa one 9 oneoneone',
      'sha256:bb two 9 twotwotwo',
    ]);
    expect(bytes).toBe(33);
    expect(read.config.config?.User).toBe('app');
  });

  it('goes on after a file whose content nobody asked for', async () => {
    const content = await tar([
      { name: 'big', content: 'x'.repeat(300_000) },
      { name: 'small', content: 'y' },
    ]);
    const file = await archive('skip.tar', [{ name: 'l', content }], ['l']);
    const paths: string[] = [];
    await visitLayerFiles(await readImageArchive(file), async ({ path }) => {
      paths.push(path);
    });
    expect(paths).toEqual(['big', 'small']);
  });

  it('follows the links by which docker save stores a layer once', async () => {
    const content = await tar([{ name: 'a', content: '1' }]);
    const file = await archive(
      'links.tar',
      [
        { name: 'first/layer.tar', content },
        { name: 'second/layer.tar', linkTo: '../first/layer.tar' },
      ],
      ['first/layer.tar', 'second/layer.tar'],
    );
    expect(await visitLayerFiles(await readImageArchive(file), async () => undefined)).toBe(2);
  });

  it('fails on a damaged layer instead of showing less', async () => {
    const whole = gzipSync(await tar([{ name: 'a', content: 'x'.repeat(100_000) }]));
    const file = await archive('damaged.tar', [{ name: 'l', content: whole.subarray(0, 60) }], ['l']);
    const visiting = readImageArchive(file).then((read) => visitLayerFiles(read, async () => undefined));
    await expect(visiting).rejects.toThrow();
  });
});
