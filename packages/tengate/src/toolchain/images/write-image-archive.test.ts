import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createFileTree, type FileTree } from './file-tree.ts';
import { readTar } from './read-tar.ts';
import { writeImageArchive } from './write-image-archive.ts';
import { writeLayer } from './write-layer.ts';

const folder = mkdtempSync(join(tmpdir(), 'tg-image-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const longPath = `usr/share/${'deep/'.repeat(40)}file`;

function sampleTree(order: 'forward' | 'backward'): FileTree {
  const tree = createFileTree();
  const puts = [
    () => tree.file('usr/bin/tool', 'a program', 0o4755),
    () => tree.put('usr/bin/alias', { type: 'link', mode: 0o755, uid: 0, gid: 0, target: 'usr/bin/tool' }),
    () => tree.symlink('bin', 'usr/bin'),
    () => tree.directory('tmp', 0o1777),
    () => tree.file(longPath, 'far away'),
    () =>
      tree.put('home/me/note', {
        type: 'file',
        mode: 0o600,
        uid: 1000,
        gid: 1000,
        content: Buffer.from('ü'),
      }),
  ];
  for (const put of order === 'forward' ? puts : puts.reverse()) put();
  return tree;
}

async function archiveOf(tree: FileTree, name: string) {
  const layer = await writeLayer(tree, join(folder, `${name}.layer`));
  const file = join(folder, `${name}.tar`);
  const written = await writeImageArchive({
    file,
    reference: 'registry.k8s.io/sample:1',
    architecture: 'amd64',
    layer,
    run: { entrypoint: ['/usr/bin/tool'], env: ['A=b'], user: '1000' },
    history: 'sample',
  });
  return { file, ...written };
}

describe('image archive', () => {
  it('has the digest it had when this was written', async () => {
    expect((await archiveOf(sampleTree('forward'), 'golden')).manifestDigest).toBe(
      'sha256:e5e7b9074dd05bcba3ada3b6bef7321b8554b456cbf6cc3fcfcfcfe06f4c78fe',
    );
  });

  it('is the same whatever the order in which the tree was filled', async () => {
    const first = await archiveOf(sampleTree('forward'), 'first');
    const second = await archiveOf(sampleTree('backward'), 'second');
    expect(second.archiveDigest).toBe(first.archiveDigest);
    expect(readFileSync(second.file).equals(readFileSync(first.file))).toBe(true);
  });

  it('names the image for containerd and for Docker', async () => {
    const { file, manifestDigest } = await archiveOf(sampleTree('forward'), 'named');
    const archive = createFileTree();
    await readTar({ file, tree: archive, place: (path) => path });
    const json = (path: string) => {
      const entry = archive.get(path);
      if (entry?.type !== 'file' || Buffer.isBuffer(entry.content)) throw new Error(`${path} is no file`);
      const { offset, length } = entry.content;
      return JSON.parse(
        readFileSync(file)
          .subarray(offset, offset + length)
          .toString(),
      );
    };
    expect(json('index.json').manifests[0]).toMatchObject({
      digest: manifestDigest,
      annotations: { 'io.containerd.image.name': 'registry.k8s.io/sample:1' },
    });
    const [docker] = json('manifest.json');
    expect(docker.RepoTags).toEqual(['registry.k8s.io/sample:1']);
    expect(json(docker.Config).config).toEqual({ User: '1000', Env: ['A=b'], Entrypoint: ['/usr/bin/tool'] });
    expect(archive.get(docker.Layers[0])).toBeDefined();
  });
});

describe('layer', () => {
  it('comes back as the tree it was written from, parent folders added', async () => {
    const { file } = await writeLayer(sampleTree('forward'), join(folder, 'round.layer'));
    const read = createFileTree();
    await readTar({ file, tree: read, place: (path) => path });
    expect(read.entries().map(([path]) => path)).toEqual(
      sampleTree('backward')
        .entries()
        .map(([path]) => path),
    );
    expect(read.get('usr/bin/tool')).toMatchObject({ type: 'file', mode: 0o4755 });
    expect(read.get('usr/bin/alias')).toMatchObject({ type: 'link', target: 'usr/bin/tool' });
    expect(read.get('home/me')).toMatchObject({ type: 'directory', mode: 0o755, uid: 0 });
    expect(read.get('home/me/note')).toMatchObject({ mode: 0o600, uid: 1000, gid: 1000 });
    const far = read.get(longPath);
    if (far?.type !== 'file' || Buffer.isBuffer(far.content)) throw new Error('the long path is lost');
    const { offset, length } = far.content;
    expect(
      readFileSync(file)
        .subarray(offset, offset + length)
        .toString(),
    ).toBe('far away');
  });

  it('takes content from a part of a file on disk', async () => {
    const source = join(folder, 'source');
    writeFileSync(source, 'before|content|after');
    const tree = createFileTree();
    tree.file('part', { file: source, offset: 7, length: 7 });
    const { file } = await writeLayer(tree, join(folder, 'part.layer'));
    expect(readFileSync(file).subarray(512, 519).toString()).toBe('content');
  });

  it.skipIf(!existsSync('/dev/full'))('says that the disk is full', async () => {
    const tree = createFileTree();
    tree.file('large', Buffer.alloc(8_000_000));
    await expect(writeLayer(tree, '/dev/full')).rejects.toMatchObject({ code: 'ENOSPC' });
  });

  it('refuses a source that is shorter than it was', async () => {
    const source = join(folder, 'short');
    writeFileSync(source, 'short');
    const tree = createFileTree();
    tree.file('part', { file: source, offset: 0, length: 100 });
    await expect(writeLayer(tree, join(folder, 'short.layer'))).rejects.toThrow('became shorter');
  });
});
