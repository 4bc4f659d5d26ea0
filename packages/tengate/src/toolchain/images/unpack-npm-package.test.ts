import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { afterAll, describe, expect, it } from 'vitest';
import type { ProcessRunner } from '../../ports/process-runner.ts';
import { createFileTree } from './file-tree.ts';
import { unpackNpmPackage } from './unpack-npm-package.ts';

const folder = mkdtempSync(join(tmpdir(), 'tg-npm-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Answers as `npm pack --json` of one line or the other does. */
function npm(answer: (list: object[]) => unknown): ProcessRunner {
  return {
    run: async ({ args }) => {
      const packer = pack();
      for (const name of ['bin/tool', 'docs/a.md', 'package.json'])
        packer.entry({ name: `package/${name}` }, name);
      packer.finalize();
      const chunks: Buffer[] = [];
      for await (const chunk of packer) chunks.push(chunk as Buffer);
      writeFileSync(join(folder, 'tool-1.0.0.tgz'), gzipSync(Buffer.concat(chunks)));
      const list = [{ name: 'tool', filename: 'tool-1.0.0.tgz', integrity: 'sha512-x' }];
      const stdout = JSON.stringify(answer(list));
      return {
        status: 'exited',
        exitCode: 0,
        stdout,
        stderr: '',
        durationMs: 1,
        command: `npm ${args.join(' ')}`,
      };
    },
  };
}

async function unpack(runner: ProcessRunner, place: Record<string, string>) {
  const tree = createFileTree();
  const { integrity } = await unpackNpmPackage({
    runner,
    package: 'tool@1.0.0',
    place,
    leaveOut: ['docs'],
    tree,
    folder,
  });
  const files = tree.entries().filter(([, { type }]) => type === 'file');
  return { integrity, paths: files.map(([path]) => path) };
}

describe('an npm package in an image', () => {
  it('is placed whole, less what is left out', async () => {
    expect(
      await unpack(
        npm((list) => list),
        { '': '/opt/tool' },
      ),
    ).toEqual({
      integrity: 'sha512-x',
      paths: ['opt/tool/bin/tool', 'opt/tool/package.json'],
    });
  });

  it('is placed file by file, whichever npm answered', async () => {
    const newer = npm(([first]) => ({ tool: first }));
    expect((await unpack(newer, { 'bin/tool': '/usr/local/bin/tool' })).paths).toEqual([
      'usr/local/bin/tool',
    ]);
  });

  it('says what npm said when it cannot be had', async () => {
    const outcome = {
      status: 'exited',
      exitCode: 1,
      stdout: '',
      stderr: 'npm error 404\n',
      durationMs: 1,
      command: 'npm',
    } as const;
    await expect(unpack({ run: async () => outcome }, {})).rejects.toMatchObject({
      code: 'npm-package',
      message: expect.stringContaining('npm error 404'),
    });
  });
});
