import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ProgressEvent } from '../../src/ports/progress.ts';
import { fakeReleases } from './fake-releases.ts';
import { type ReleaseServer, startReleaseServer } from './release-server.ts';
import { leftovers, makeTestFolder, makeToolchain, quiet, type TestFolder } from './toolchain-under-test.ts';

const run = promisify(execFile);
const kubelet = '/release/v1.36.3/bin/linux/amd64/kubelet';
const helm = '/helm-v4.3.1-linux-amd64.tar.gz';

let files: Map<string, Buffer>;
let server: ReleaseServer;
let folder: TestFolder;

beforeAll(async () => {
  files = await fakeReleases();
  server = await startReleaseServer(files);
});
afterAll(async () => await server.close());
beforeEach(async () => {
  folder = await makeTestFolder();
  server.faults.clear();
  server.requests.length = 0;
});
afterEach(async () => await folder.remove());

/** Official hosts, all answered by the server. */
const officialHosts: typeof fetch = async (address, init) =>
  await fetch(`${server.url}${new URL(String(address)).pathname}`, init);

describe('a program that has an official release', () => {
  it('is downloaded, verified, run once and kept', async () => {
    const events: ProgressEvent[] = [];
    const toolchain = await makeToolchain(folder, { fetch: officialHosts });
    const found = await toolchain.program('kubelet', { progress: (event) => events.push(event) });
    expect(found).toMatchObject({ name: 'kubelet', version: '1.36.3', origin: 'download' });
    expect((await run(found.path, ['--version'])).stdout).toBe('Kubernetes v1.36.3\n');
    const record = JSON.parse(await readFile(join(dirname(found.path), 'record.json'), 'utf8'));
    expect(record).toMatchObject({
      origin: 'download',
      from: `https://dl.k8s.io${kubelet}`,
      sha256: /^[0-9a-f]{64}$/,
    });
    expect(events.map(({ kind }) => kind)).toEqual(['start', 'detail', 'end']);
    expect(await leftovers(folder)).toEqual([]);
  });

  it('comes from the cache the second time', async () => {
    await (await makeToolchain(folder, { fetch: officialHosts })).program('kubelet', quiet);
    const offline = await makeToolchain(folder, {});
    expect(await offline.program('kubelet', quiet)).toMatchObject({ origin: 'cache', version: '1.36.3' });
  });

  it('is taken from PATH before all, when its version is accepted', async () => {
    await install('kubelet', 'Kubernetes v1.36.9');
    await install('helm', 'v2.17.0');
    const toolchain = await makeToolchain(folder, { fetch: officialHosts });
    expect(await toolchain.program('kubelet', quiet)).toEqual({
      name: 'kubelet',
      version: '1.36.9',
      path: join(folder.bin, 'kubelet'),
      origin: 'path',
    });
    expect(await toolchain.program('helm', quiet)).toMatchObject({ origin: 'download', version: '4.3.1' });
  });

  it('brings the others of its archive along, in one download', async () => {
    const toolchain = await makeToolchain(folder, { mirror: server.url });
    const found = await toolchain.programs(['containerd', 'ctr', 'containerd-shim-runc-v2', 'bridge'], quiet);
    expect(found.map(({ origin }) => origin)).toEqual(['download', 'download', 'download', 'download']);
    expect(server.requests.filter((path) => path.endsWith('.tar.gz'))).toHaveLength(1);
    const offline = await makeToolchain(folder, {});
    expect(await offline.program('portmap', quiet)).toMatchObject({ origin: 'cache' });
  });

  it('comes with every other that a cluster needs, and with none of what goes into images', async () => {
    const toolchain = await makeToolchain(folder, { fetch: officialHosts });
    const found = await toolchain.fetchAll({ cluster: true }, quiet);
    expect(found.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['kubelet', 'etcd', 'runc', 'buildctl', 'helm', 'portmap']),
    );
    expect(found.map(({ name }) => name)).not.toContain('metrics-server');
    const { rows, ok } = await toolchain.inspect({ cluster: true });
    expect(rows.filter(({ kind, need }) => kind === 'program' && need === 'required')).toHaveLength(
      found.length,
    );
    const notUsable = rows.filter(({ need, verdict }) => need === 'required' && verdict !== 'usable');
    expect(notUsable.every(({ kind }) => kind === 'system-package')).toBe(true);
    expect(ok).toBe(notUsable.length === 0);
  });
});

describe('a mirror', () => {
  it('in a folder serves the official paths', async () => {
    const mirror = join(folder.path, 'mirror');
    for (const [address, content] of files) await put(join(mirror, new URL(address).pathname), content);
    const toolchain = await makeToolchain(folder, { mirror: 'mirror' });
    expect(await toolchain.program('buildctl', quiet)).toMatchObject({
      origin: 'download',
      version: '0.26.3',
    });
  });

  it('without the file names the file and what to put there', async () => {
    server.faults.set(helm, 'missing');
    await expectFailure({ mirror: server.url }, 'helm', {
      code: 'mirror-file-missing',
      message: expect.stringContaining(`${server.url}${helm}`),
      todo: expect.stringContaining(`https://get.helm.sh${helm}`),
    });
  });

  it('that is an empty folder does so too', async () => {
    await expectFailure({ mirror: folder.bin }, 'helm', { code: 'mirror-file-missing' });
  });

  it('that is not there is told apart', async () => {
    await expectFailure({ mirror: 'http://127.0.0.1:1' }, 'helm', { code: 'mirror-unreachable' });
  });
});

describe('a bad download', () => {
  it('that ends early is refused', async () => {
    server.faults.set(helm, 'truncated');
    await expectFailure({ mirror: server.url }, 'helm', { code: 'download-truncated' });
  });

  it('with another checksum is refused, with both', async () => {
    server.faults.set(helm, 'altered');
    await expectFailure({ mirror: server.url }, 'helm', {
      code: 'checksum-mismatch',
      message: expect.stringMatching(/SHA-256 [0-9a-f]{64}, published [0-9a-f]{64}/),
    });
  });

  it('with no checksum published for it is refused', async () => {
    server.faults.set(`${helm}.sha256sum`, 'altered');
    await expectFailure({ mirror: server.url }, 'helm', { code: 'checksum-missing' });
  });

  it('of a file cut short in a mirror folder is refused', async () => {
    const mirror = join(folder.path, 'mirror');
    for (const path of [helm, `${helm}.sha256sum`]) await put(join(mirror, path), content(path));
    await truncate(join(mirror, helm), 100);
    await expectFailure({ mirror }, 'helm', { code: 'checksum-mismatch' });
  });

  it('that is another version than pinned is refused', async () => {
    const mirror = join(folder.path, 'mirror');
    await put(join(mirror, kubelet), Buffer.from('#!/bin/sh\necho Kubernetes v1.30.0\n'));
    const { stdout } = await run('sha256sum', [join(mirror, kubelet)]);
    await put(join(mirror, `${kubelet}.sha256`), Buffer.from(stdout.slice(0, 64)));
    await expectFailure({ mirror }, 'kubelet', {
      code: 'program-not-as-pinned',
      message: expect.stringContaining('1.30.0'),
    });
  });

  it('that was interrupted leaves nothing, and the next run gets it', async () => {
    server.faults.set(helm, 'silent');
    const controller = new AbortController();
    const toolchain = await makeToolchain(folder, { mirror: server.url });
    const fetching = toolchain.program('helm', { ...quiet, signal: controller.signal });
    await server.asked(helm);
    controller.abort(new Error('interrupted by hand'));
    await expect(fetching).rejects.toThrow('interrupted by hand');
    expect(await leftovers(folder)).toEqual([]);
    server.faults.clear();
    expect(await toolchain.program('helm', quiet)).toMatchObject({ origin: 'download' });
  });

  it('that finds the disk full says so, and the next run gets it', async (context) => {
    if (process.getuid?.() !== 0) context.skip('needs root, to mount a file system that is too small');
    await mkdir(folder.cache);
    await run('mount', ['-t', 'tmpfs', '-o', 'size=16k', 'tmpfs', folder.cache]);
    try {
      const toolchain = await makeToolchain(folder, { mirror: server.url });
      await writeFile(join(folder.cache, 'filler'), Buffer.alloc(4096));
      const big = toolchain.programs(
        ['kubelet', 'kubeadm', 'kubectl', 'kube-proxy', 'kube-scheduler'],
        quiet,
      );
      await expect(big).rejects.toMatchObject({
        code: 'disk-full',
        todo: expect.stringContaining('XDG_CACHE_HOME'),
      });
      expect(await leftovers(folder)).toEqual([]);
      await run('mount', ['-o', 'remount,size=4m', folder.cache]);
      expect(await toolchain.program('kubelet', quiet)).toMatchObject({ version: '1.36.3' });
    } finally {
      await run('umount', [folder.cache]);
    }
  });
});

describe('a cache that was damaged', () => {
  it('by a truncated program gets it again', async () => {
    const toolchain = await makeToolchain(folder, { mirror: server.url });
    const { path } = await toolchain.program('kubelet', quiet);
    await truncate(path, 3);
    expect(await toolchain.program('kubelet', quiet)).toMatchObject({ origin: 'download', path });
    expect((await stat(path)).size).toBeGreaterThan(3);
  });

  it('by a missing record gets it again', async () => {
    const toolchain = await makeToolchain(folder, { mirror: server.url });
    const { path } = await toolchain.program('kubelet', quiet);
    await rm(join(dirname(path), 'record.json'));
    expect(await toolchain.program('kubelet', quiet)).toMatchObject({ origin: 'download' });
  });
});

describe('a forced way', () => {
  it('of PATH names what was found instead', async () => {
    await install('helm', 'v2.17.0');
    await expectFailure({ mode: 'path' }, 'helm', {
      code: 'program-not-installed',
      message: expect.stringContaining(`${join(folder.bin, 'helm')} is version 2.17.0`),
    });
  });

  it('of downloads refuses what has no release, and what cannot be reached', async () => {
    await expectFailure({ mode: 'download' }, 'metrics-server', { code: 'release-not-published' });
    await expectFailure({ mode: 'download' }, 'helm', { code: 'release-unreachable' });
  });

  it('of downloads does not take what is installed or was built', async () => {
    await install('helm', 'v4.3.1');
    const toolchain = await makeToolchain(folder, { mode: 'download', mirror: server.url });
    expect(await toolchain.program('helm', quiet)).toMatchObject({ origin: 'download' });
  });
});

describe('without a host that answers', () => {
  beforeEach(async () => {
    await mkdir(join(folder.path, 'sources', 'go'), { recursive: true });
    await cp(
      new URL('../../../../toolchain/go/go.mod', import.meta.url),
      join(folder.path, 'sources', 'go', 'go.mod'),
    );
  });

  it('says why it is built from source, and that Go is missing', async () => {
    await expectFailure({ fetch: refusing }, 'helm', {
      code: 'go-missing',
      message: expect.stringContaining('get.helm.sh is not reached (HTTP 403)'),
    });
  });

  it('waits for it for a while, once for all programs', async () => {
    let asked = 0;
    const silent: typeof fetch = async (_address, init) => {
      asked += 1;
      return await new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(new Error('aborted')));
      });
    };
    const patience = { fetch: silent, reachWithinMs: 100 };
    await expectFailure(patience, 'helm', { message: expect.stringContaining('no answer within 0.1 s') });
    const toolchain = await makeToolchain(folder, patience);
    await Promise.allSettled(['kubelet', 'kubectl', 'helm'].map((name) => toolchain.program(name, quiet)));
    // get.helm.sh for the first toolchain; dl.k8s.io, get.helm.sh and github.com (etcd, built beside kubelet) for the second.
    expect(asked).toBe(1 + 3);
  });
});

/** A filtering proxy. */
const refusing: typeof fetch = async () => new Response('blocked', { status: 403 });

async function expectFailure(
  options: Parameters<typeof makeToolchain>[1],
  program: string,
  expected: Record<string, unknown>,
): Promise<void> {
  const toolchain = await makeToolchain(folder, options);
  await expect(toolchain.program(program, quiet)).rejects.toMatchObject({
    todo: expect.stringMatching(/\w/),
    ...expected,
  });
  expect(await leftovers(folder)).toEqual([]);
}

async function install(name: string, says: string): Promise<void> {
  await writeFile(join(folder.bin, name), `#!/bin/sh\necho '${says}'\n`);
  await chmod(join(folder.bin, name), 0o755);
}

async function put(path: string, bytes: Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
}

function content(path: string): Buffer {
  const found = [...files].find(([address]) => new URL(address).pathname === path);
  if (found === undefined) throw new Error(`no file at ${path}`);
  return found[1];
}
