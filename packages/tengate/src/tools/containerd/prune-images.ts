/** Owns removing tags of one repository, and with the last tag of an image also the kubelet's record that would keep it. */

import type { Ctr } from './ctr.ts';
import { parseImageList, type StoredImage } from './parse-image-list.ts';

export async function pruneImages(options: {
  readonly ctr: Ctr;
  readonly repository: string;
  /** Full references. */
  readonly kept: ReadonlySet<string>;
}): Promise<void> {
  const { ctr, repository, kept } = options;
  const names = imagesToRemove(parseImageList(await ctr.require(['images', 'ls'])), repository, kept);
  // `--sync` waits until the layers that nothing names any more are gone.
  if (names.length > 0) await ctr.require(['images', 'delete', '--sync', ...names], { deadlineMs: 120_000 });
}

/**
 * The tags of `repository` that are not kept, and the records named by a configuration digest (`sha256:…`, which the
 * container runtime interface adds to every image) of those images that have no name left.
 */
export function imagesToRemove(
  images: readonly StoredImage[],
  repository: string,
  kept: ReadonlySet<string>,
): readonly string[] {
  const isTag = ({ name }: StoredImage): boolean => name.startsWith(`${repository}:`) && !kept.has(name);
  const removed = images.filter(isTag);
  const digests = new Set(removed.map(({ digest }) => digest));
  const stillNamed = new Set(
    images.filter((image) => !isTag(image) && !image.name.startsWith('sha256:')).map(({ digest }) => digest),
  );
  const records = images.filter(
    ({ name, digest }) => name.startsWith('sha256:') && digests.has(digest) && !stillNamed.has(digest),
  );
  return [...removed, ...records].map(({ name }) => name);
}
