/** The container engine of a machine with Docker: its BuildKit, its image store, its containers. */

import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createGzip } from 'node:zlib';
import { z } from 'zod';
import type { ContainerEngine, ImageDescription, LayerFile } from '../../ports/container-engine.ts';
import type { ProcessRunner } from '../../ports/process-runner.ts';
import { type ImageArchive, readImageArchive, visitLayerFiles } from '../container-image/image-archive.ts';
import { describeConfig } from '../container-image/image-config.ts';
import { fullReference, repositoryOf } from '../container-image/image-reference.ts';
import { buildWithDocker } from './build-with-docker.ts';
import { createDocker, dockerFailure, saysAbsent } from './docker.ts';
import { runAloneWithDocker } from './run-alone-with-docker.ts';

const transferDeadlineMs = 10 * 60_000;
const usualMemoryBytes = 512 * 1024 * 1024;
const inspectSchema = z.array(z.object({ Id: z.string() })).min(1);

/**
 * @param options.program    the docker command
 * @param options.folder     for short-lived files, absolute
 * @param options.uniqueName a name not given before on this machine, of letters, digits and dashes
 */
export function createDockerEngine(options: {
  readonly program: string;
  readonly folder: string;
  readonly runner: ProcessRunner;
  readonly uniqueName: () => string;
}): ContainerEngine {
  const { program, folder, runner, uniqueName } = options;
  const docker = createDocker({ program, runner });
  /** Image id → what only a look at all its layers tells; an image never changes under its id. */
  const sizes = new Map<string, Pick<ImageDescription, 'compressedBytes' | 'unpackedBytes' | 'layers'>>();

  const imageId = async (reference: string): Promise<string | null> => {
    const outcome = await docker.run(['image', 'inspect', reference]);
    if (outcome.exitCode === 0) return inspectSchema.parse(JSON.parse(outcome.stdout))[0]?.Id ?? null;
    if (saysAbsent(outcome)) return null;
    throw dockerFailure(outcome);
  };
  const withArchive = async <T>(
    reference: string,
    work: (archive: ImageArchive) => Promise<T>,
  ): Promise<T> => {
    const own = join(folder, uniqueName());
    await mkdir(own, { recursive: true });
    try {
      const file = join(own, 'image.tar');
      await docker.require(['save', '--output', file, reference], { deadlineMs: transferDeadlineMs });
      return await work(await readImageArchive(file));
    } finally {
      await rm(own, { recursive: true, force: true });
    }
  };

  return {
    name: 'docker',
    load: async ({ reference, archive, signal }) => {
      const before = await imageId(reference);
      await docker.require(['load', '--quiet', '--input', archive], {
        deadlineMs: transferDeadlineMs,
        signal,
      });
      return (await imageId(reference)) !== before;
    },
    build: async (build) => {
      const references = build.tags.map((tag) => fullReference(build.name, tag));
      const [reference = fullReference(build.name, 'latest')] = references;
      const before = await imageId(reference);
      const buildx = (await docker.run(['buildx', 'version'])).exitCode === 0;
      await buildWithDocker({
        docker,
        build,
        references: references.length === 0 ? [reference] : references,
        buildx,
      });
      const digest = await imageId(reference);
      if (digest === null) throw new Error(`docker built ${reference} and does not have it`);
      return { reference, digest, changed: digest !== before };
    },
    inspect: async (reference) => {
      const id = await imageId(reference);
      if (id === null) return null;
      return await withArchive(reference, async (archive) => {
        const size = sizes.get(id) ?? (await measure(archive));
        sizes.set(id, size);
        return { reference, digest: id, ...describeConfig(archive.config), ...size };
      });
    },
    layerFiles: async (reference: string, visit: (file: LayerFile) => Promise<void>) => {
      await withArchive(reference, async (archive) => await visitLayerFiles(archive, visit));
    },
    run: async ({ reference, env, command = [], memoryLimitBytes = usualMemoryBytes, signal }) => {
      const id = `tengate-alone-${uniqueName()}`;
      const own = join(folder, id);
      return await runAloneWithDocker({
        docker,
        id,
        folder: own,
        reference,
        env,
        command,
        memoryLimitBytes,
        signal,
      });
    },
    tag: async (reference, tags) => {
      for (const tag of tags) await docker.require(['tag', reference, `${repositoryOf(reference)}:${tag}`]);
    },
    prune: async (name, keep) => {
      const kept = new Set(keep.map((tag) => fullReference(name, tag)));
      const listed = await docker.require([
        'image',
        'ls',
        '--format',
        '{{.Repository}}:{{.Tag}}',
        '--filter',
        `reference=${name}`,
      ]);
      for (const short of listed.split('\n').filter((line) => line !== '' && !line.endsWith(':<none>'))) {
        const reference = fullReference(repositoryOf(short), short.slice(short.lastIndexOf(':') + 1));
        if (!kept.has(reference)) await docker.require(['image', 'rm', reference]);
      }
    },
    kill: async (containerId) => {
      const id = /^docker:\/\/([0-9a-f]+)$/.exec(containerId)?.[1];
      if (id === undefined) return false;
      await docker.require(['kill', '--signal', 'KILL', id]);
      return true;
    },
  };
}

/** Docker keeps layers unpacked; compressed is what a registry would store, measured by compressing. */
async function measure(
  archive: ImageArchive,
): Promise<Pick<ImageDescription, 'compressedBytes' | 'unpackedBytes' | 'layers'>> {
  let compressedBytes = 0;
  for (const layer of archive.layers) {
    const compressed = (await archive.openLayer(layer)).pipe(createGzip());
    for await (const chunk of compressed) compressedBytes += (chunk as Buffer).length;
  }
  const unpackedBytes = await visitLayerFiles(archive, async () => undefined);
  return { compressedBytes, unpackedBytes, layers: archive.layers };
}
