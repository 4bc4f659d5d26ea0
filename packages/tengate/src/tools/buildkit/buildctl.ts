/** Owns building an image with BuildKit's `buildctl`: the arguments, the progress, the outcome. */

import { readFile, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import type { Clock } from '../../ports/clock.ts';
import type { ImageBuild } from '../../ports/container-engine.ts';
import type { ProcessRunner } from '../../ports/process-runner.ts';
import { buildFailure } from './build-failure.ts';
import { createBuildProgress } from './build-progress.ts';

/** How layers are stored. `zstd` takes half of gzip's time here and less space. */
export type LayerCompression = { readonly type: 'gzip' | 'zstd' | 'uncompressed'; readonly level?: number };

const buildDeadlineMs = 30 * 60_000;
const tickMs = 1_000;
const metadataSchema = z.object({ 'containerimage.digest': z.string() });

/**
 * Builds into the image store of BuildKit's worker.
 *
 * @param options.references full names to give, the first of which counts
 * @param options.folder     where the build's metadata file may lie
 * @returns digest of the manifest
 * @throws TengateError `image-build`, `builder-unreachable`; the signal's reason when aborted
 */
export async function buildWithBuildctl(options: {
  readonly program: string;
  readonly socket: string;
  readonly build: ImageBuild;
  readonly references: readonly string[];
  readonly compression: LayerCompression;
  readonly folder: string;
  readonly runner: ProcessRunner;
  readonly clock: Clock;
}): Promise<{ readonly digest: string }> {
  const { program, socket, build, references, compression, folder, runner, clock } = options;
  const metadata = join(folder, `build-${build.name.replaceAll('/', '_')}.json`);
  const progress = createBuildProgress();
  const building = new AbortController();
  const showing = showWhileBuilding({ clock, build, detail: progress.detail, signal: building.signal });
  try {
    const outcome = await runner.run({
      file: program,
      args: buildctlArguments({ socket, build, references, compression, metadata }),
      deadlineMs: buildDeadlineMs,
      signal: build.signal,
      onLine: progress.take,
    });
    build.signal?.throwIfAborted();
    if (outcome.status !== 'exited' || outcome.exitCode !== 0) {
      const failed = progress.failed();
      const messages = progress.messages();
      const error = messages.findLast((line) => line.startsWith('error: '))?.slice('error: '.length);
      throw buildFailure({
        image: build.name,
        dockerfile: build.dockerfile,
        step: failed?.name ?? null,
        error: (error ?? messages.at(-1) ?? outcome.status).replace('failed to solve: ', ''),
        log: failed?.log ?? [],
        excerpt: messages.filter((line) => /^\s*\d+ \| >>>/.test(line)),
        command: outcome.command,
      });
    }
    const { 'containerimage.digest': digest } = metadataSchema.parse(
      JSON.parse(await readFile(metadata, 'utf8')),
    );
    return { digest };
  } finally {
    building.abort();
    await showing;
    await rm(metadata, { force: true });
  }
}

export function buildctlArguments(options: {
  readonly socket: string;
  readonly build: ImageBuild;
  readonly references: readonly string[];
  readonly compression: LayerCompression;
  readonly metadata: string;
}): readonly string[] {
  const { socket, build, references, compression, metadata } = options;
  const frontend = {
    filename: basename(build.dockerfile),
    // A base image that the toolchain put into the store is taken from there; others from their registry.
    'image-resolve-mode': 'local',
    // The builder's own network: a build needs registries, and no second bridge for that.
    'force-network-mode': 'host',
    ...(build.target === undefined ? {} : { target: build.target }),
    ...Object.fromEntries(
      Object.entries(build.buildArgs).map(([name, value]) => [`build-arg:${name}`, value]),
    ),
    ...(build.sourceDateEpoch === undefined
      ? {}
      : { 'build-arg:SOURCE_DATE_EPOCH': String(build.sourceDateEpoch) }),
  };
  // Attestations are off unless asked for, so the result is one manifest and not an index with a time in it.
  const output = {
    type: 'image',
    name: references.join(','),
    'oci-mediatypes': 'true',
    compression: compression.type,
    ...(compression.level === undefined ? {} : { 'compression-level': String(compression.level) }),
    // BuildKit refuses both at once; without `unpack` the runtime unpacks at the first start.
    ...(build.sourceDateEpoch === undefined ? { unpack: 'true' } : { 'rewrite-timestamp': 'true' }),
  };
  return [
    '--addr',
    `unix://${socket}`,
    'build',
    '--progress=rawjson',
    '--frontend=dockerfile.v0',
    `--local=context=${build.context}`,
    `--local=dockerfile=${dirname(build.dockerfile)}`,
    '--allow=network.host',
    ...Object.entries(frontend).map(([name, value]) => `--opt=${name}=${value}`),
    ...Object.entries(build.secrets).map(([id, file]) => `--secret=id=${id},src=${file}`),
    ...(build.noCache === true ? ['--no-cache'] : []),
    `--metadata-file=${metadata}`,
    `--output=${Object.entries(output).map(csvField).join(',')}`,
  ];
}

/** One field of BuildKit's CSV: quoted where the value has a comma. */
function csvField([name, value]: readonly [string, string]): string {
  const field = `${name}=${value}`;
  return field.includes(',') ? `"${field}"` : field;
}

/** Reports the running instruction every second until `signal` aborts. */
async function showWhileBuilding(options: {
  readonly clock: Clock;
  readonly build: ImageBuild;
  readonly detail: (nowMs: number) => string | null;
  readonly signal: AbortSignal;
}): Promise<void> {
  const { clock, build, detail, signal } = options;
  let shown: string | null = null;
  while (!signal.aborted) {
    const text = detail(clock.now().getTime());
    if (text !== null && text !== shown) build.progress({ kind: 'detail', id: build.step, text });
    shown = text;
    await clock.wait(tickMs, signal).catch(() => undefined);
  }
}
