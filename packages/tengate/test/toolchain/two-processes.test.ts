import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fakeReleases } from './fake-releases.ts';
import { type ReleaseServer, startReleaseServer } from './release-server.ts';
import { leftovers, makeTestFolder, makeToolchain, quiet, type TestFolder } from './toolchain-under-test.ts';

const helm = '/helm-v4.3.1-linux-amd64.tar.gz';
let server: ReleaseServer;
let folder: TestFolder;

beforeAll(async () => {
  server = await startReleaseServer(await fakeReleases());
});
afterAll(async () => await server.close());
beforeEach(async () => {
  folder = await makeTestFolder();
  server.faults.clear();
  server.requests.length = 0;
});
afterEach(async () => await folder.remove());

describe('two processes that want the same program', () => {
  it('get it once, and both have it', async () => {
    const outputs = await Promise.all([startProcess(), startProcess()].map((child) => text(child.stdout)));
    const origins = outputs.map((output) => output.trim().split('\n').at(-1));
    // The later one either waited, and says how it was got, or came when all was done.
    expect(origins).toContain('download');
    expect(origins.every((origin) => origin === 'download' || origin === 'cache')).toBe(true);
    expect(server.requests.filter((path) => path === helm)).toHaveLength(1);
  });

  it('wait for each other, naming the process waited for', async () => {
    server.faults.set(helm, 'silent');
    const child = startProcess();
    try {
      await server.asked(helm);
      const controller = new AbortController();
      const notices: string[] = [];
      const toolchain = await makeToolchain(folder, { mirror: server.url });
      const waiting = toolchain.program('helm', {
        signal: controller.signal,
        progress: (event) => {
          if (event.kind !== 'notice') return;
          notices.push(event.text);
          controller.abort(new Error('waited long enough'));
        },
      });
      await expect(waiting).rejects.toThrow('waited long enough');
      expect(notices).toEqual([expect.stringContaining(`process ${child.pid} is fetching`)]);
    } finally {
      child.kill('SIGKILL');
      await once(child, 'close');
    }
  });

  it('do not wait for one that was killed', async () => {
    server.faults.set(helm, 'silent');
    const child = startProcess();
    await server.asked(helm);
    child.kill('SIGKILL');
    await once(child, 'close');
    server.faults.clear();
    const toolchain = await makeToolchain(folder, { mirror: server.url });
    expect(await toolchain.program('helm', quiet)).toMatchObject({ origin: 'download' });
    expect(await leftovers(folder)).toEqual([]);
  });
});

function startProcess(): ChildProcessWithoutNullStreams {
  const script = new URL('./fetch-helm.ts', import.meta.url).pathname;
  return spawn(process.execPath, [script, folder.path, server.url]);
}
