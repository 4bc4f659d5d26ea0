/** Builds the application's images, tags them, and says by which tag each is deployed. */

import type { Configuration, ImageConfiguration } from '../model/configuration.ts';
import { TengateError } from '../model/tengate-error.ts';
import type { Clock } from '../ports/clock.ts';
import type { BuiltImage, ContainerEngine } from '../ports/container-engine.ts';
import type { Progress } from '../ports/progress.ts';
import { together } from '../ports/together.ts';

export type DeployedImage = {
  readonly name: string;
  /** Path in the chart's values that holds repository and tag. */
  readonly values: string;
  /** `docker.io/library/todo-chatbot-api`. */
  readonly repository: string;
  /** Changes if and only if the image does: an unchanged image leaves the release unchanged. */
  readonly tag: string;
  readonly digest: string;
  readonly changed: boolean;
  readonly buildMs: number;
};

type BuildOptions = {
  readonly configuration: Pick<Configuration, 'images'>;
  readonly engine: ContainerEngine;
  readonly version: string;
  readonly source: string | null;
  readonly secrets: Readonly<Record<string, string>>;
  readonly clock: Clock;
  readonly progress: Progress;
  readonly step: string;
  readonly signal?: AbortSignal | undefined;
};

/**
 * Builds all images at the same time: the builder makes what they share once, and one installs while another compiles.
 *
 * @param options.version  of the application, the first of the tags
 * @param options.source   as `sourceIdentity` gives it
 * @param options.secrets  build secrets: id → file on this machine (a company's CA)
 * @param options.step     progress step under which the builds report; the caller starts and ends it
 */
export function buildImages(options: BuildOptions): Promise<readonly DeployedImage[]> {
  return together(
    options.signal,
    options.configuration.images.map((image) => (signal) => buildAndTag({ ...options, signal }, image)),
  );
}

async function buildAndTag(options: BuildOptions, image: ImageConfiguration): Promise<DeployedImage> {
  options.signal?.throwIfAborted();
  const startedMs = options.clock.monotonicMs();
  const result = await buildOne(options, image);
  const tag = contentTag(options.version, result.digest);
  await options.engine.tag(result.reference, [tag]);
  return {
    name: image.name,
    values: image.values,
    repository: repositoryOf(result.reference),
    tag,
    digest: result.digest,
    changed: result.changed,
    buildMs: options.clock.monotonicMs() - startedMs,
  };
}

/** The values that make a chart use these images. */
export function imageValues(images: readonly DeployedImage[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    images.flatMap(({ values, repository, tag }) => [
      [`${values}.repository`, repository],
      [`${values}.tag`, tag],
    ]),
  );
}

/**
 * The kubelet must find the image in the store under the name it is told, and must be told another name when the image
 * changes: so the tag holds the beginning of the digest. It is given after the build, which alone knows the digest.
 */
export function contentTag(version: string, digest: string): string {
  return `${version}-${digest.replace(/^sha256:/, '').slice(0, 12)}`;
}

async function buildOne(options: BuildOptions, image: ImageConfiguration): Promise<BuiltImage> {
  const { engine, progress, step, signal, secrets } = options;
  progress({ kind: 'detail', id: step, text: `builds ${image.name}` });
  return engine.build({
    name: image.name,
    tags: tagsOf(options),
    context: image.context,
    dockerfile: image.dockerfile,
    ...(image.target === undefined ? {} : { target: image.target }),
    buildArgs: image.buildArgs,
    secrets,
    progress,
    step,
    signal,
  });
}

function tagsOf({
  version,
  source,
}: {
  readonly version: string;
  readonly source: string | null;
}): readonly string[] {
  return [version, ...(source === null ? [] : [source]), 'latest'];
}

/** The reference without its tag; a colon before the last slash belongs to a registry's port. */
function repositoryOf(reference: string): string {
  const colon = reference.lastIndexOf(':');
  if (colon <= reference.lastIndexOf('/'))
    throw new TengateError({
      code: 'image-reference-untagged',
      what: `the image builder returned "${reference}", which has no tag`,
      todo: 'report this as a fault of Tengate',
    });
  return reference.slice(0, colon);
}
