/** Owns building an image with Docker's BuildKit. */

import type { ImageBuild } from '../../ports/container-engine.ts';
import { buildFailure } from '../buildkit/build-failure.ts';
import type { Docker } from './docker.ts';
import { createPlainBuildProgress } from './plain-build-progress.ts';

const buildDeadlineMs = 30 * 60_000;

/** @throws TengateError `image-build`, `builder-unreachable`; the signal's reason when aborted */
export async function buildWithDocker(options: {
  readonly docker: Docker;
  readonly build: ImageBuild;
  readonly references: readonly string[];
  /** Whether `docker buildx` is there; without it `docker build` has BuildKit built in. */
  readonly buildx: boolean;
}): Promise<void> {
  const { docker, build, references, buildx } = options;
  const progress = createPlainBuildProgress();
  let shown: string | null = null;
  const outcome = await docker.run(dockerBuildArguments({ build, references, buildx }), {
    deadlineMs: buildDeadlineMs,
    signal: build.signal,
    env: { DOCKER_BUILDKIT: '1' },
    onLine: (line) => {
      progress.take(line);
      const text = progress.detail();
      if (text !== null && text !== shown) build.progress({ kind: 'detail', id: build.step, text });
      shown = text;
    },
  });
  build.signal?.throwIfAborted();
  if (outcome.status === 'exited' && outcome.exitCode === 0) return;
  const failed = progress.failed();
  const messages = progress.messages();
  const error =
    messages.findLast((line) => /^(ERROR|error): /.test(line)) ?? messages.at(-1) ?? outcome.status;
  throw buildFailure({
    image: build.name,
    dockerfile: build.dockerfile,
    step: failed?.name ?? null,
    error: error.replace(/^(ERROR|error): (failed to solve: )?/, ''),
    log: failed?.log ?? [],
    excerpt: messages.filter((line) => /^\s*\d+ \| >>>/.test(line)),
    command: outcome.command,
  });
}

export function dockerBuildArguments(options: {
  readonly build: ImageBuild;
  readonly references: readonly string[];
  readonly buildx: boolean;
}): readonly string[] {
  const { build, references, buildx } = options;
  const buildArgs = {
    ...build.buildArgs,
    ...(build.sourceDateEpoch === undefined ? {} : { SOURCE_DATE_EPOCH: String(build.sourceDateEpoch) }),
  };
  return [
    // `--load`: a builder in a container keeps the result to itself otherwise. No attestation: one image, not an index.
    ...(buildx ? ['buildx', 'build', '--load', '--provenance=false', '--sbom=false'] : ['build']),
    '--progress=plain',
    '--network=host',
    ...(buildx ? ['--allow=network.host'] : []),
    `--file=${build.dockerfile}`,
    ...(build.target === undefined ? [] : [`--target=${build.target}`]),
    ...(build.noCache === true ? ['--no-cache'] : []),
    ...references.map((reference) => `--tag=${reference}`),
    ...Object.entries(buildArgs).map(([name, value]) => `--build-arg=${name}=${value}`),
    ...Object.entries(build.secrets).map(([id, file]) => `--secret=id=${id},src=${file}`),
    build.context,
  ];
}
