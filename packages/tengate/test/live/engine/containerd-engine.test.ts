/** The container engine on a real containerd and BuildKit, with base images made from packages. */

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImageBuild } from '../../../src/ports/container-engine.ts';
import type { ProgressEvent } from '../../../src/ports/progress.ts';
import { waitUntil } from '../../../src/ports/wait-until.ts';
import { createLocateImage } from '../../../src/toolchain/images/locate-image.ts';
import { platformOf } from '../../../src/toolchain/platform.ts';
import {
  cacheFolder,
  clock,
  type EngineRig,
  mountsBelow,
  program,
  runner,
  startEngineRig,
  whyNot,
} from './engine-rig.ts';

const why = whyNot();
const recipes = new URL('../../../../../toolchain/images', import.meta.url).pathname;

const dockerfile = `FROM node:26.10.0-bookworm-slim AS build
WORKDIR /app
RUN --mount=type=secret,id=token test "$(cat /run/secrets/token)" = for-the-build-only
COPY server.js ./
RUN echo removed later > /app/early.txt
RUN rm /app/early.txt && mkdir -p /app/kept && strip --version > /app/kept/strip.txt
FROM node:26.10.0-bookworm-slim
COPY --from=build /app /app
RUN echo "-----BEGIN PRIVATE KEY-----" > /app/key.pem
RUN rm /app/key.pem
USER 1000
WORKDIR /app
ENV GREETING=hello
LABEL kind=test
EXPOSE 7860
HEALTHCHECK --interval=5s --timeout=3s --retries=2 CMD ["node", "-e", "fetch('http://127.0.0.1:7860')"]
CMD ["node", "server.js"]
`;
const server = `require('node:http')
  .createServer((request, response) => response.end(process.env.GREETING + ' ' + process.getuid()))
  .listen(7860, '127.0.0.1', () => console.log('listening'));
`;

if (why !== null) console.warn(`The tests of the container engine are skipped: ${why}.`);

describe.skipIf(why !== null)('containerd engine', () => {
  let rig: EngineRig;
  let context: string;
  const events: ProgressEvent[] = [];
  const locateImage = createLocateImage({
    recipes,
    folder: join(cacheFolder, 'images'),
    way: 'source',
    platform: platformOf(process),
    runner,
    clock,
    processId: process.pid,
    reach: async () => ({ reachable: false, why: 'not asked' }),
    program: async (name) => program(name) ?? '',
  });
  const buildOf = (name: string, file = 'Dockerfile'): ImageBuild => ({
    name,
    tags: ['1.0.0', 'latest'],
    context,
    dockerfile: join(context, file),
    buildArgs: {},
    secrets: { token: join(context, 'token') },
    progress: (event) => events.push(event),
    step: 'build',
  });

  beforeAll(async () => {
    rig = await startEngineRig();
    context = join(rig.folder, 'context');
    mkdirSync(context);
    writeFileSync(join(context, 'Dockerfile'), dockerfile);
    writeFileSync(join(context, 'server.js'), server);
    writeFileSync(join(context, 'token'), 'for-the-build-only');
    writeFileSync(join(context, '.dockerignore'), 'token\n');
    const node = await locateImage('node', { progress: (event) => events.push(event) });
    await rig.engine.load({ reference: node.reference, archive: node.archive ?? '', digest: node.digest });
  });
  afterAll(async () => {
    await rig?.stop();
  });

  it('loads a made image once', async () => {
    const node = await locateImage('node', { progress: () => undefined });
    const image = { reference: node.reference, archive: node.archive ?? '', digest: node.digest };
    expect(await rig.engine.load(image)).toBe(false);
  });

  it('builds on that image, gives every tag, and knows an unchanged build', async () => {
    const first = await rig.engine.build(buildOf('engine-test'));
    const second = await rig.engine.build(buildOf('engine-test'));
    expect(first).toMatchObject({ reference: 'docker.io/library/engine-test:1.0.0', changed: true });
    expect(second).toEqual({ ...first, changed: false });
    const latest = await rig.engine.inspect('docker.io/library/engine-test:latest');
    expect(latest?.digest).toBe(first.digest);
    expect(events.filter(({ kind }) => kind === 'detail').length).toBeGreaterThan(0);
  });

  it('gives equal digests from equal sources without a cache, at a fixed time', async () => {
    const fixed = { sourceDateEpoch: 1_700_000_000, noCache: true };
    const first = await rig.engine.build({ ...buildOf('engine-fixed'), ...fixed });
    const second = await rig.engine.build({ ...buildOf('engine-fixed'), ...fixed });
    expect(second.digest).toBe(first.digest);
  });

  it('describes the image', async () => {
    const image = await rig.engine.inspect('docker.io/library/engine-test:1.0.0');
    expect(image).toMatchObject({ user: '1000', exposedPorts: ['7860/tcp'], labels: { kind: 'test' } });
    expect(image?.env).toContain('GREETING=hello');
    expect(image?.healthcheck).toMatchObject({ intervalMs: 5_000, timeoutMs: 3_000, retries: 2 });
    expect(image?.history.join('\n')).toContain('CMD ["node" "server.js"]');
    // Node.js alone has 150 MB, and the layer of the base is stored as it is.
    expect(image?.unpackedBytes).toBeGreaterThan(150e6);
    expect(image?.compressedBytes).toBeGreaterThan(150e6);
    expect(image?.layers.length).toBeGreaterThanOrEqual(4);
  });

  it('says null for an image that is not in the store', async () => {
    expect(await rig.engine.inspect('docker.io/library/nothing-of-that-name:1')).toBeNull();
  });

  it('shows the files of every layer, deleted ones included, and no build secret', async () => {
    const found = new Map<string, string>();
    await rig.engine.layerFiles('docker.io/library/engine-test:1.0.0', async (file) => {
      if (file.path.startsWith('app/')) found.set(file.path, (await file.content()).toString());
    });
    expect(found.get('app/server.js')).toBe(server);
    expect(found.get('app/key.pem')).toContain('BEGIN PRIVATE KEY');
    expect(found.get('app/kept/strip.txt')).toContain('GNU strip');
    expect([...found.values()].join('\n')).not.toContain('for-the-build-only');
  });

  it('names the instruction that failed, with its last output', async () => {
    writeFileSync(
      join(context, 'Broken'),
      'FROM node:26.10.0-bookworm-slim\nRUN echo on the way && exit 7\n',
    );
    await expect(rig.engine.build(buildOf('engine-broken', 'Broken'))).rejects.toMatchObject({
      code: 'image-build',
      message: expect.stringMatching(
        /RUN echo on the way && exit 7[\s\S]*exit code: 7[\s\S]*last output:\n {2}on the way/,
      ),
    });
  });

  it('ends a build that is cancelled', async () => {
    writeFileSync(join(context, 'Slow'), 'FROM node:26.10.0-bookworm-slim\nRUN sleep 600\n');
    const controller = new AbortController();
    const build = rig.engine.build({
      ...buildOf('engine-slow', 'Slow'),
      signal: controller.signal,
      progress: (event) => {
        if (event.kind === 'detail' && event.text.includes('sleep 600'))
          controller.abort(new Error('enough'));
      },
    });
    await expect(build).rejects.toThrow('enough');
  });

  it('runs two at once on the same port, each healthy inside and under its own user', async () => {
    const options = { reference: 'docker.io/library/engine-test:1.0.0', env: { GREETING: 'good day' } };
    const containers = [await rig.engine.run(options), await rig.engine.run(options)];
    try {
      for (const container of containers) {
        const fetched = await waitUntil({
          clock,
          deadlineMs: 20_000,
          intervalMs: 200,
          observe: async () => {
            const script = "fetch('http://127.0.0.1:7860').then(r => r.text()).then(console.log)";
            const { exitCode, output } = await container.exec(['node', '-e', script], 10_000);
            return exitCode === 0 ? { done: true, value: output } : { done: false, seen: output };
          },
        });
        expect(fetched).toMatchObject({ status: 'met', value: 'good day 1000\n' });
        expect(await container.userId()).toBe(1000);
        expect(await container.state()).toEqual({ running: true, exitCode: null });
        expect(await container.logs()).toBe('listening');
        expect((await container.exec(['sh', '-c', 'exit 5'], 10_000)).exitCode).toBe(5);
        expect((await container.exec(['no-such-command'], 10_000)).exitCode).toBeNull();
      }
    } finally {
      for (const container of containers) await container.remove();
    }
  });

  it('leaves nothing of a container', async () => {
    const options = { reference: 'docker.io/library/engine-test:1.0.0', env: {} };
    const container = await rig.engine.run(options);
    await container.remove();
    await container.remove();
    expect(await container.userId()).toBeNull();
    expect(await rig.ctr.require(['containers', 'ls', '--quiet'])).toBe('');
    expect(await rig.ctr.require(['snapshots', 'ls'])).not.toContain(container.id);
    expect(mountsBelow(rig.folder)).toEqual([]);
    expect(readdirSync(join(rig.folder, 'work'))).toEqual([]);
    expect(readFileSync('/proc/self/cgroup', 'utf8')).not.toContain(container.id);
    expect(readdirSync('/sys/fs/cgroup', { recursive: false }).join(' ')).not.toContain(container.id);
  });

  it('tells how a container ended by itself', async () => {
    const container = await rig.engine.run({
      reference: 'docker.io/library/engine-test:1.0.0',
      env: {},
      command: ['sh', '-c', 'echo bye; exit 3'],
    });
    try {
      const ended = await waitUntil({
        clock,
        deadlineMs: 10_000,
        intervalMs: 50,
        observe: async () => {
          const state = await container.state();
          return state.running ? { done: false, seen: 'running' } : { done: true, value: state };
        },
      });
      expect(ended).toMatchObject({ status: 'met', value: { running: false, exitCode: 3 } });
      expect(await container.logs()).toBe('bye');
      expect((await container.exec(['true'], 10_000)).exitCode).toBeNull();
    } finally {
      await container.remove();
    }
  });

  it('says why an image cannot start', async () => {
    const options = {
      reference: 'docker.io/library/engine-test:1.0.0',
      env: {},
      command: ['/no/such/program'],
    };
    await expect(rig.engine.run(options)).rejects.toMatchObject({
      code: 'container-start',
      message: expect.stringContaining('/no/such/program'),
    });
    expect(await rig.ctr.require(['containers', 'ls', '--quiet'])).toBe('');
  });

  it('gives further tags and removes those that are not kept', async () => {
    const name = (tag: string): string => `docker.io/library/engine-test:${tag}`;
    await rig.engine.tag(name('1.0.0'), ['1.0.0-abc', '1.0.0-def']);
    expect(await rig.engine.inspect(name('1.0.0-abc'))).not.toBeNull();
    await rig.engine.prune('engine-test', ['1.0.0-def']);
    expect(await rig.engine.inspect(name('1.0.0'))).toBeNull();
    expect(await rig.engine.inspect(name('1.0.0-abc'))).toBeNull();
    expect(await rig.engine.inspect(name('1.0.0-def'))).not.toBeNull();
    expect(await rig.engine.inspect('docker.io/library/engine-fixed:1.0.0')).not.toBeNull();
  });

  it('has a PostgreSQL that sets itself up and asks for the password', async () => {
    const image = await locateImage('postgres', { progress: () => undefined });
    await rig.engine.load({ reference: image.reference, archive: image.archive ?? '', digest: image.digest });
    const database = await rig.engine.run({
      reference: image.reference,
      env: { POSTGRES_USER: 'todo', POSTGRES_DB: 'to"do', POSTGRES_PASSWORD: 'of the test' },
    });
    const query = async (password: string): Promise<{ exitCode: number | null; output: string }> =>
      await database.exec(
        ['sh', '-c', `PGPASSWORD='${password}' psql -h 127.0.0.1 -U todo -d 'to"do' -Atc 'select 6*7'`],
        10_000,
      );
    try {
      const answer = await waitUntil({
        clock,
        deadlineMs: 60_000,
        intervalMs: 200,
        observe: async () => {
          const { exitCode, output } = await query('of the test');
          return exitCode === 0
            ? { done: true, value: output }
            : { done: false, seen: `${output}\n${await database.logs()}` };
        },
      });
      expect(answer).toMatchObject({ status: 'met', value: '42\n' });
      expect((await query('another')).output).toContain('password authentication failed');
      expect(await database.userId()).toBe(999);
    } finally {
      await database.remove();
    }
  });
});
