/** Removes image tags that nothing refers to any more, so that the store does not grow with every build. */

import type { V1ReplicaSet } from '@kubernetes/client-node';
import type { ClusterReader } from '../ports/cluster-reader.ts';
import type { ContainerEngine } from '../ports/container-engine.ts';
import type { DeployedImage } from './build-images.ts';

/**
 * Keeps the tags of this build and of every revision that could still be rolled back to, in any namespace.
 *
 * @param options.keep tags given to every image of this build: version, source, latest
 */
export async function pruneImages(options: {
  readonly engine: ContainerEngine;
  readonly reader: ClusterReader;
  readonly images: readonly DeployedImage[];
  readonly keep: readonly string[];
}): Promise<void> {
  const { engine, reader, images, keep } = options;
  const replicaSets = await reader.list<V1ReplicaSet>('replicasets', null);
  const used = replicaSets.flatMap(
    ({ spec }) => spec?.template?.spec?.containers.map(({ image }) => image) ?? [],
  );
  for (const image of images) {
    const prefix = `${image.repository}:`;
    const deployed = used.flatMap((one) =>
      one?.startsWith(prefix) === true ? [one.slice(prefix.length)] : [],
    );
    await engine.prune(image.name, [...new Set([...keep, image.tag, ...deployed])]);
  }
}
