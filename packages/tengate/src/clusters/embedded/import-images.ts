/** Owns bringing the toolchain's images into the cluster's store: only those that are not there as they are. */

import { join } from 'node:path';
import type { ProcessRunner } from '../../ports/process-runner.ts';
import type { LocatedImage } from '../../ports/toolchain.ts';
import { createCtr } from '../../tools/containerd/ctr.ts';
import { parseImageList, type StoredImage } from '../../tools/containerd/parse-image-list.ts';
import type { ClusterLayout } from './cluster-layout.ts';

const importDeadline = 120_000;

export type ImageImporter = {
  /** Resolves when the image is in the store, or at once where the runtime pulls it itself. */
  ensure(image: LocatedImage): Promise<void>;
};

/** containerd must answer already. */
export function createImageImporter(options: {
  readonly layout: ClusterLayout;
  readonly processes: ProcessRunner;
  readonly signal?: AbortSignal | undefined;
}): ImageImporter {
  const { layout, processes, signal } = options;
  const ctr = createCtr({
    program: join(layout.bin, 'ctr'),
    socket: layout.containerdSocket,
    namespace: 'k8s.io',
    runner: processes,
  });
  let stored: Promise<readonly StoredImage[]> | null = null;
  return {
    ensure: async ({ reference, archive, digest }) => {
      if (archive === null) return;
      stored ??= ctr.require(['images', 'ls'], { signal }).then(parseImageList);
      const present = (await stored).some(
        (image) => image.name === reference && (digest === null || image.digest === digest),
      );
      if (!present)
        await ctr.require(['images', 'import', '--local', archive], { deadlineMs: importDeadline, signal });
    },
  };
}
