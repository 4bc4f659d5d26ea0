/** The container engine of the embedded cluster: its containerd, and the BuildKit that builds into the same store. */

import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../ports/clock.ts';
import type { ContainerEngine, ImageDescription, LayerFile } from '../../ports/container-engine.ts';
import type { ProcessRunner } from '../../ports/process-runner.ts';
import { buildWithBuildctl, type LayerCompression } from '../buildkit/buildctl.ts';
import { readImageArchive, visitLayerFiles } from '../container-image/image-archive.ts';
import { describeConfig } from '../container-image/image-config.ts';
import { fullReference, repositoryOf } from '../container-image/image-reference.ts';
import { createCtr } from './ctr.ts';
import { pruneImages } from './prune-images.ts';
import { runAlone } from './run-alone.ts';
import { readStoredManifest, storedDigest } from './stored-image.ts';

const transferDeadlineMs = 10 * 60_000;
const usualMemoryBytes = 512 * 1024 * 1024;

/**
 * @param options.programs     folder with `ctr`, `buildctl` and `runc`
 * @param options.folder       for short-lived files; absolute, and the same for containerd
 * @param options.architecture Go's word: `amd64`, `arm64`
 * @param options.uniqueName   a name not given before on this machine, of letters, digits and dashes
 */
export function createContainerdEngine(options: {
  readonly containerdSocket: string;
  readonly buildkitSocket: string;
  readonly namespace: string;
  readonly programs: string;
  readonly folder: string;
  readonly architecture: string;
  readonly runner: ProcessRunner;
  readonly clock: Clock;
  readonly uniqueName: () => string;
  readonly compression?: LayerCompression;
}): ContainerEngine {
  const { containerdSocket, buildkitSocket, namespace, programs, folder, architecture, runner, clock } =
    options;
  const { uniqueName, compression = { type: 'zstd' } } = options;
  const ctr = createCtr({ program: join(programs, 'ctr'), socket: containerdSocket, namespace, runner });
  /** Manifest digest → bytes of all files; an image never changes under its digest. */
  const unpackedBytes = new Map<string, number>();

  const visitFiles = async (
    reference: string,
    visit: (file: LayerFile) => Promise<void>,
  ): Promise<number> => {
    const work = join(folder, uniqueName());
    await mkdir(work, { recursive: true });
    try {
      const file = join(work, 'image.tar');
      await ctr.require(['images', 'export', '--local', file, reference], { deadlineMs: transferDeadlineMs });
      return await visitLayerFiles(await readImageArchive(file), visit);
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  };

  const inspect = async (reference: string): Promise<ImageDescription | null> => {
    const stored = await readStoredManifest(ctr, reference, architecture);
    if (stored === null) return null;
    const { digest, config, layers } = stored;
    const unpacked = unpackedBytes.get(digest) ?? (await visitFiles(reference, async () => undefined));
    unpackedBytes.set(digest, unpacked);
    return {
      reference,
      digest,
      ...describeConfig(config),
      compressedBytes: layers.reduce((sum, { size }) => sum + size, 0),
      unpackedBytes: unpacked,
      layers: layers.map((layer) => layer.digest),
    };
  };

  return {
    name: 'containerd',
    load: async ({ reference, archive, digest = null, signal }) => {
      if (digest !== null && (await storedDigest(ctr, reference)) === digest) return false;
      await ctr.require(['images', 'import', '--local', archive], { deadlineMs: transferDeadlineMs, signal });
      return true;
    },
    build: async (build) => {
      await mkdir(folder, { recursive: true });
      const references = build.tags.map((tag) => fullReference(build.name, tag));
      const [reference = fullReference(build.name, 'latest')] = references;
      const before = await storedDigest(ctr, reference);
      const { digest } = await buildWithBuildctl({
        program: join(programs, 'buildctl'),
        socket: buildkitSocket,
        build,
        references: references.length === 0 ? [reference] : references,
        compression,
        folder,
        runner,
        clock,
      });
      return { reference, digest, changed: before !== digest };
    },
    inspect,
    layerFiles: async (reference, visit) => {
      await visitFiles(reference, visit);
    },
    run: async ({ reference, env, command = [], memoryLimitBytes = usualMemoryBytes, signal }) => {
      const id = `tengate-alone-${uniqueName()}`;
      return await runAlone({
        ctr,
        clock,
        id,
        folder: join(folder, id),
        runc: join(programs, 'runc'),
        proc: '/proc',
        reference,
        env,
        command,
        memoryLimitBytes,
        signal,
      });
    },
    tag: async (reference, tags) => {
      const repository = repositoryOf(reference);
      const names = tags.map((tag) => `${repository}:${tag}`).filter((name) => name !== reference);
      if (names.length > 0) await ctr.require(['images', 'tag', '--force', reference, ...names]);
    },
    prune: async (name, keep) => {
      const kept = new Set(keep.map((tag) => fullReference(name, tag)));
      await pruneImages({ ctr, repository: repositoryOf(fullReference(name, 'any')), kept });
    },
    kill: async (containerId) => {
      const id = /^containerd:\/\/([0-9a-f]+)$/.exec(containerId)?.[1];
      if (id === undefined) return false;
      await ctr.require(['tasks', 'kill', '--signal', 'SIGKILL', id]);
      return true;
    },
  };
}
