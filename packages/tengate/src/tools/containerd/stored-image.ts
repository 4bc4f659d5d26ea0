/** Owns reading an image out of containerd's content store: name → manifest of this platform → configuration. */

import {
  type ImageConfig,
  imageConfigSchema,
  type ManifestDocument,
  manifestSchema,
} from '../container-image/image-config.ts';
import type { Ctr } from './ctr.ts';
import { parseImageList } from './parse-image-list.ts';

export type StoredManifest = {
  /** As the store has it under the name: of the manifest, or of the index around it. */
  readonly digest: string;
  readonly config: ImageConfig;
  readonly configDigest: string;
  readonly layers: readonly { readonly digest: string; readonly size: number }[];
};

/** `sha256:…` that the name stands for, or `null` when it is not in the store. */
export async function storedDigest(ctr: Ctr, reference: string): Promise<string | null> {
  const table = await ctr.require(['images', 'ls', `name==${reference}`]);
  return parseImageList(table).find(({ name }) => name === reference)?.digest ?? null;
}

export async function readStoredManifest(
  ctr: Ctr,
  reference: string,
  architecture: string,
): Promise<StoredManifest | null> {
  const digest = await storedDigest(ctr, reference);
  if (digest === null) return null;
  const manifest = await manifestOf(ctr, digest, architecture);
  const config = imageConfigSchema.parse(
    JSON.parse(await ctr.require(['content', 'get', manifest.config.digest])),
  );
  return { digest, config, configDigest: manifest.config.digest, layers: manifest.layers };
}

async function manifestOf(
  ctr: Ctr,
  digest: string,
  architecture: string,
): Promise<Extract<ManifestDocument, { config: unknown }>> {
  const document = manifestSchema.parse(JSON.parse(await ctr.require(['content', 'get', digest])));
  if ('config' in document) return document;
  const chosen =
    document.manifests.find(
      ({ platform }) => platform?.os === 'linux' && platform.architecture === architecture,
    ) ?? document.manifests[0];
  if (chosen === undefined) throw new Error(`the index ${digest} names no manifest`);
  return await manifestOf(ctr, chosen.digest, architecture);
}
