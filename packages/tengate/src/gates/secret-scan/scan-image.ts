/** Looks for secrets in every file of every layer of an image, in its variables and in its history. */

import type { ContainerEngine, ImageDescription } from '../../ports/container-engine.ts';
import { type SecretMatch, scanFile, scanSettings } from './scan-file.ts';

export type ImageScan = {
  readonly files: number;
  readonly bytes: number;
  readonly matches: readonly (SecretMatch & { readonly layer: string | null })[];
  /** Matches in published packages' own test material. */
  readonly fixtures: readonly SecretMatch[];
};

/** Every file is read whole, binaries included: anchors are found at memory speed, so that nothing has to be skipped. */
export async function scanImage(options: {
  readonly engine: ContainerEngine;
  readonly description: ImageDescription;
  readonly onProgress: (files: number, bytes: number) => void;
  readonly signal?: AbortSignal | undefined;
}): Promise<ImageScan> {
  const { engine, description, onProgress, signal } = options;
  let files = 0;
  let bytes = 0;
  const found: (SecretMatch & { readonly layer: string | null })[] = [];
  await engine.layerFiles(description.reference, async (file) => {
    signal?.throwIfAborted();
    files += 1;
    bytes += file.size;
    if (file.size === 0) return;
    for (const match of scanFile(file.path.replace(/^\.?\//, ''), await file.content()))
      found.push({ ...match, layer: file.layer });
    if (files % 500 === 0) onProgress(files, bytes);
  });
  const settings = [...scanSettings('env', description.env), ...scanSettings('history', description.history)];
  return {
    files,
    bytes,
    matches: [
      ...found.filter(({ fixture }) => !fixture),
      ...settings.map((match) => ({ ...match, layer: null })),
    ],
    fixtures: found.filter(({ fixture }) => fixture),
  };
}
