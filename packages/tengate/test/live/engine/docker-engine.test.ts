/** The container engine on a real Docker, where one runs; everything it makes bears a name of its own and is removed. */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImageBuild } from '../../../src/ports/container-engine.ts';
import { createLocateImage } from '../../../src/toolchain/images/locate-image.ts';
import { platformOf } from '../../../src/toolchain/platform.ts';
import { createDocker } from '../../../src/tools/docker/docker.ts';
import { createDockerEngine } from '../../../src/tools/docker/docker-engine.ts';
import { cacheFolder, clock, runner } from './engine-rig.ts';

const program = process.env.TENGATE_TEST_DOCKER ?? 'docker';
const running = spawnSync(program, ['info', '--format', '{{.ServerVersion}}'], { encoding: 'utf8' });
const why =
  running.error !== undefined
    ? 'there is no docker command'
    : running.status === 0
      ? null
      : 'no Docker daemon answers';
const base = 'docker.io/library/node:26.10.0-bookworm-slim';
const name = 'tengate-engine-test';

if (why !== null) console.warn(`The tests of the Docker engine are skipped: ${why}.`);

describe.skipIf(why !== null)('docker engine', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tg-docker-'));
  const docker = createDocker({ program, runner });
  const uniqueName = (): string => crypto.randomUUID().slice(0, 8);
  const engine = createDockerEngine({ program, folder: join(folder, 'work'), runner, uniqueName });
  const details: string[] = [];
  let baseWasThere = true;
  const buildOf = (file: string): ImageBuild => ({
    name,
    tags: ['1.0.0', 'latest'],
    context: folder,
    dockerfile: join(folder, file),
    buildArgs: { GREETING: 'hello' },
    secrets: {},
    progress: (event) => {
      if (event.kind === 'detail') details.push(event.text);
    },
    step: 'build',
  });

  beforeAll(async () => {
    baseWasThere = (await engine.inspect(base)) !== null;
    if (baseWasThere) return;
    const locate = createLocateImage({
      recipes: new URL('../../../../../toolchain/images', import.meta.url).pathname,
      folder: join(cacheFolder, 'images'),
      way: 'source',
      platform: platformOf(process),
      runner,
      clock,
      processId: process.pid,
      reach: async () => ({ reachable: false, why: 'not asked' }),
      program: async () => '',
    });
    const { archive } = await locate('node', { progress: () => undefined });
    expect(await engine.load({ reference: base, archive: archive ?? '' })).toBe(true);
  });
  afterAll(async () => {
    await engine.prune(name, []);
    if (!baseWasThere) await docker.run(['image', 'rm', base]);
    rmSync(folder, { recursive: true, force: true });
  });

  it('builds, shows the steps, and knows an unchanged build', async () => {
    writeFileSync(
      join(folder, 'Dockerfile'),
      `FROM ${base}
ARG GREETING
RUN mkdir /app && echo "$GREETING" > /app/greeting && echo secret > /app/early
RUN rm /app/early
HEALTHCHECK --interval=5s CMD ["cat", "/app/greeting"]
USER 1000
CMD ["sleep", "600"]
`,
    );
    const first = await engine.build(buildOf('Dockerfile'));
    const second = await engine.build(buildOf('Dockerfile'));
    expect(first).toMatchObject({ reference: `docker.io/library/${name}:1.0.0`, changed: true });
    expect(second).toEqual({ ...first, changed: false });
    expect(details.join('\n')).toContain('RUN rm /app/early');
  });

  it('describes the image and shows deleted files', async () => {
    const reference = `docker.io/library/${name}:latest`;
    const image = await engine.inspect(reference);
    expect(image).toMatchObject({
      user: '1000',
      healthcheck: { test: ['CMD', 'cat', '/app/greeting'], intervalMs: 5_000 },
    });
    expect(image?.unpackedBytes).toBeGreaterThan(150e6);
    expect(image?.compressedBytes).toBeLessThan(image?.unpackedBytes ?? 0);
    const found = new Map<string, string>();
    await engine.layerFiles(reference, async (file) => {
      if (file.path.startsWith('app/')) found.set(file.path, (await file.content()).toString());
    });
    expect(found.get('app/greeting')).toBe('hello\n');
    expect(found.get('app/early')).toBe('secret\n');
    expect(await engine.inspect('docker.io/library/nothing-of-that-name:1')).toBeNull();
  });

  it('names the instruction that failed, with its last output', async () => {
    writeFileSync(join(folder, 'Broken'), `FROM ${base}\nRUN echo on the way && exit 7\n`);
    await expect(engine.build(buildOf('Broken'))).rejects.toMatchObject({
      code: 'image-build',
      message: expect.stringMatching(/RUN echo on the way && exit 7[\s\S]*exit code: 7[\s\S]*on the way/),
    });
  });

  it('runs the image alone and removes it', async () => {
    const container = await engine.run({
      reference: `docker.io/library/${name}:1.0.0`,
      env: { TOKEN: 'by file' },
      command: ['sh', '-c', 'echo begun; exec sleep 600'],
    });
    try {
      expect(await container.exec(['sh', '-c', 'echo $TOKEN; exit 5'], 10_000)).toEqual({
        exitCode: 5,
        output: 'by file\n',
      });
      expect((await container.exec(['no-such-command'], 10_000)).exitCode).toBeNull();
      expect((await container.exec(['cat', '/proc/net/dev'], 10_000)).output).not.toContain('eth0');
      expect(await container.userId()).toBe(1000);
      expect(await container.state()).toEqual({ running: true, exitCode: null });
      expect(await container.logs()).toBe('begun\n');
    } finally {
      await container.remove();
    }
    await container.remove();
    const left = await docker.require(['ps', '--all', '--quiet', '--filter', `name=${container.id}`]);
    expect(left).toBe('');
  });

  it('says why an image cannot start', async () => {
    const options = { reference: `docker.io/library/${name}:1.0.0`, env: {}, command: ['/no/such/program'] };
    await expect(engine.run(options)).rejects.toMatchObject({ code: 'container-start' });
    const left = await docker.require(['ps', '--all', '--quiet', '--filter', 'label=tengate.dev/alone=true']);
    expect(left).toBe('');
  });

  it('gives further tags and removes those that are not kept', async () => {
    await engine.tag(`docker.io/library/${name}:1.0.0`, ['1.0.0-abc']);
    await engine.prune(name, ['1.0.0-abc']);
    expect(await engine.inspect(`docker.io/library/${name}:1.0.0`)).toBeNull();
    expect(await engine.inspect(`docker.io/library/${name}:1.0.0-abc`)).not.toBeNull();
  });
});
