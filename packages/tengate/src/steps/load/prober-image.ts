/** Builds the prober's image: the pinned Node base and a few files that need nothing else. */

import { join } from 'node:path';
import { contentTag } from '../build-images.ts';
import type { LoadParts } from './load-parts.ts';

const source = join(import.meta.dirname, '../../prober');
const name = 'tengate-prober';

/** @returns its reference, with a tag that changes with its content; seconds at the first time, then from the build cache */
export async function proberImage({ engine, progress, step, signal }: LoadParts): Promise<string> {
  const { reference, digest } = await engine.build({
    name,
    tags: ['latest'],
    context: source,
    dockerfile: join(source, 'Dockerfile'),
    buildArgs: {},
    secrets: {},
    progress,
    step,
    signal,
  });
  const tag = contentTag('1', digest);
  await engine.tag(reference, [tag]);
  return reference.replace(/:latest$/, `:${tag}`);
}
