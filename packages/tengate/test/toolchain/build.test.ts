import { execFile, execFileSync } from 'node:child_process';
import { chmod, mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProgressEvent } from '../../src/ports/progress.ts';
import { parsePins } from '../../src/toolchain/pins.ts';
import { leftovers, makeTestFolder, makeToolchain, quiet, type TestFolder } from './toolchain-under-test.ts';

const run = promisify(execFile);
const goFolder = findGoFolder();

/** Two programs in one file, and a third: as Kubernetes and etcd, in small. */
const pins = parsePins(
  `
version: 1
builds: { static: { cgo: false, tags: [] } }
projects:
  - name: pair
    version: 1.2.3
    source: { build: static, group: one, file: pair, stamps: { main.version: "v{version}" }, platforms: [linux] }
    programs:
      - { name: left, need: cluster, package: tengate.test/cmd/pair, ask: [--version], answer: 'left v(\\S+)' }
      - { name: right, need: cluster, package: tengate.test/cmd/pair, ask: [--version], answer: 'right v(\\S+)' }
  - name: single
    version: 4.5.6
    source: { build: static, group: one, stamps: { main.version: "v{version}" }, platforms: [linux] }
    programs:
      - { name: single, need: cluster, package: tengate.test/cmd/single, ask: [--version], answer: 'single v(\\S+)' }
  - name: other
    version: 7.8.9
    source: { build: static, group: two, platforms: [linux] }
    programs:
      - { name: other, need: always, package: tengate.test/cmd/other }
found:
  - { name: go, accepts: ">=1.21.0", need: source, ask: [version], answer: 'go version go(\\S+)', todo: install it }
`,
  'pins.yaml',
);

const program = `package main

import (
	"os"
	"path/filepath"
)

var version = "unknown"

func main() { println(filepath.Base(os.Args[0]), version) }
`;

let folder: TestFolder;
beforeEach(async () => {
  folder = await makeTestFolder();
  for (const name of ['pair', 'single', 'other']) await source(name, program);
  await writeFile(join(folder.path, 'sources/go/go.mod'), 'module tengate.test\n\ngo 1.21\n');
});
afterEach(async () => {
  await folder.remove();
});

describe.skipIf(goFolder === null)('a build from source (skipped where there is no Go)', () => {
  it('makes the group of what was asked for in one build, stamped, and links a multi-call file to its names', async () => {
    const events: ProgressEvent[] = [];
    const toolchain = await build({});
    const right = await toolchain.program('right', { progress: (event) => events.push(event) });
    expect(right).toMatchObject({ version: '1.2.3', origin: 'source' });
    const found = await toolchain.programs(['left', 'single'], quiet);
    expect(found.map(({ version }) => version)).toEqual(['1.2.3', '4.5.6']);
    const [left, single] = found;
    expect((await stat(left?.path ?? '')).ino).toBe((await stat(right.path)).ino);
    expect((await run(single?.path ?? '', [])).stderr).toBe('single v4.5.6\n');
    expect(events.filter(({ kind }) => kind === 'start')).toHaveLength(1);
    expect(events.at(-1)).toMatchObject({ kind: 'end', outcome: 'done' });
    const { rows } = await toolchain.inspect({ cluster: true });
    expect(rows.find(({ name }) => name === 'other')?.verdict).toBe('missing');
    expect(await leftovers(folder)).toEqual([]);
  });

  it('makes all that is asked for together in one build, and says the next time how long it took', async () => {
    const toolchain = await build({});
    const events: ProgressEvent[] = [];
    const names = ['left', 'single', 'other'];
    await toolchain.programs(names, { progress: (event) => events.push(event) });
    expect(events.filter(({ kind }) => kind === 'start')).toEqual([
      expect.not.objectContaining({ usualMs: expect.anything() }),
    ]);
    for (const name of ['left', 'right', 'single', 'other']) {
      await rm(join(folder.cache, 'programs', name), { recursive: true, force: true });
    }
    events.length = 0;
    await toolchain.programs(names, { progress: (event) => events.push(event) });
    expect(events.filter(({ kind }) => kind === 'start')).toEqual([
      expect.objectContaining({ usualMs: expect.any(Number) }),
    ]);
  });

  it('hands over a program before the others are done, to whoever asks for it alone', async () => {
    const toolchain = await build({});
    const events: ProgressEvent[] = [];
    const progress = (event: ProgressEvent): void => void events.push(event);
    const all = toolchain.programs(['left', 'single', 'other'], { progress });
    const left = await toolchain.program('left', { progress });
    expect(left).toMatchObject({ version: '1.2.3' });
    expect(events.filter(({ kind }) => kind === 'end')).toEqual([]);
    await all;
    expect(events.filter(({ kind }) => kind === 'start')).toHaveLength(1);
  });

  it('waits for one that is under way elsewhere, and takes what that one made', async () => {
    const [first, second] = [await build({}), await build({})];
    const events: ProgressEvent[] = [];
    const begun = Promise.withResolvers<void>();
    const building = first.programs(['left', 'single'], { progress: () => begun.resolve() });
    await begun.promise;
    const waited = await second.programs(['single', 'left'], { progress: (event) => events.push(event) });
    await building;
    expect(waited.map(({ version }) => version)).toEqual(['4.5.6', '1.2.3']);
    expect(events).toEqual([{ kind: 'notice', text: expect.stringContaining(`process ${process.pid}`) }]);
  });

  it('keeps what was finished when a later program does not compile, and shows the lines', async () => {
    await source('single', 'package main\n\nfunc main() { undefined() }\n');
    const toolchain = await build({});
    const results = await Promise.allSettled([
      toolchain.program('left', quiet),
      toolchain.program('single', quiet),
    ]);
    expect(results[0]).toMatchObject({ status: 'fulfilled', value: { version: '1.2.3' } });
    expect(results[1]).toMatchObject({
      status: 'rejected',
      reason: { code: 'build-failed', message: expect.stringContaining('undefined: undefined') },
    });
    expect(await leftovers(folder)).toEqual([]);
    await source('single', program);
    expect(await toolchain.program('single', quiet)).toMatchObject({ version: '4.5.6' });
  });

  it('that makes another version than pinned is refused', async () => {
    await source('single', program.replace('version)', '"v0.0.1")'));
    await expect((await build({})).program('single', quiet)).rejects.toMatchObject({
      code: 'program-not-as-pinned',
    });
    expect(await leftovers(folder)).toEqual([]);
  });

  it('without a network names the modules that are missing', async () => {
    await source('other', 'package main\n\nimport _ "tengate.invalid/nothing"\n\nfunc main() {}\n');
    const module = 'module tengate.test\n\ngo 1.21\n\nrequire tengate.invalid/nothing v1.0.0\n';
    await writeFile(join(folder.path, 'sources/go/go.mod'), module);
    await writeFile(join(folder.path, 'sources/go/go.sum'), sums('tengate.invalid/nothing v1.0.0'));
    await expect(
      (await build({ GOPROXY: 'off', GOFLAGS: '' })).program('other', quiet),
    ).rejects.toMatchObject({
      code: 'modules-unreachable',
      message: expect.stringContaining('tengate.invalid/nothing'),
    });
  });

  it('that is interrupted leaves nothing half done', async () => {
    const controller = new AbortController();
    const toolchain = await build({ GOCACHE: join(folder.path, 'empty-go-cache') });
    const building = toolchain.program('single', {
      signal: controller.signal,
      progress: (event) => {
        if (event.kind === 'detail') controller.abort(new Error('interrupted by hand'));
      },
    });
    await expect(building).rejects.toThrow('interrupted by hand');
    expect(await leftovers(folder)).toEqual([]);
    expect(await stat(join(folder.cache, 'programs', 'single')).catch(() => null)).toBeNull();
  });

  it('with a Go that is older than the module needs, and may not fetch a newer one, says so', async () => {
    await writeFile(join(folder.path, 'sources/go/go.mod'), 'module tengate.test\n\ngo 1.99\n');
    await expect((await build({ GOTOOLCHAIN: 'local' })).program('single', quiet)).rejects.toMatchObject({
      code: 'go-too-old',
      message: expect.stringContaining('needs Go 1.99'),
    });
  });
});

describe('a build from source', () => {
  it('without Go says which is needed', async () => {
    await expect((await makeToolchain(folder, { pins })).program('single', quiet)).rejects.toMatchObject({
      code: 'go-missing',
      todo: expect.stringContaining('install Go 1.21 or newer'),
    });
  });

  it('with a Go too old to fetch a newer one says so', async () => {
    await writeFile(join(folder.bin, 'go'), '#!/bin/sh\necho go version go1.19.8 linux/amd64\n');
    await chmod(join(folder.bin, 'go'), 0o755);
    await expect((await makeToolchain(folder, { pins })).program('single', quiet)).rejects.toMatchObject({
      code: 'go-too-old',
      message: expect.stringContaining('Go 1.19.8 is installed'),
    });
  });

  it('is not tried on a system it does not build for', async () => {
    const toolchain = await makeToolchain(folder, { pins, platform: { os: 'darwin', arch: 'arm64' } });
    await expect(toolchain.program('single', quiet)).rejects.toMatchObject({ code: 'program-unavailable' });
  });
});

async function build(environment: Record<string, string>) {
  const { createProcessRunner } = await import('../../src/system/process-runner.ts');
  const runner = createProcessRunner({ ...process.env, ...environment });
  return await makeToolchain(folder, { pins, runner, goFolders: [goFolder ?? ''] });
}

async function source(name: string, content: string): Promise<void> {
  await mkdir(join(folder.path, 'sources/go/cmd', name), { recursive: true });
  await writeFile(join(folder.path, 'sources/go/cmd', name, 'main.go'), content);
}

/** Lines that make go.sum complete, so that only the fetch is left to fail. */
function sums(module: string): string {
  const hash = `h1:${Buffer.alloc(32).toString('base64')}`;
  return `${module} ${hash}\n${module}/go.mod ${hash}\n`;
}

function findGoFolder(): string | null {
  for (const file of ['go', '/usr/local/go/bin/go']) {
    try {
      return join(execFileSync(file, ['env', 'GOROOT'], { encoding: 'utf8' }).trim(), 'bin');
    } catch {}
  }
  return null;
}
