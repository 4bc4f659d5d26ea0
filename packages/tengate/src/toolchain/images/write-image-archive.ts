/** Owns the archive of an image: an OCI layout that `ctr images import` takes, with the manifest.json that `docker load` reads. */

import { createFileTree } from './file-tree.ts';
import { type ImageRunConfig, imageConfigBlob, manifestBlob, mediaTypes } from './image-config.ts';
import { type WrittenLayer, writeLayer } from './write-layer.ts';

/**
 * Writes the archive of an image of one layer. Equal arguments give equal bytes.
 *
 * @param options.file         where to write
 * @param options.reference    full name with tag, as the runtime will know the image
 * @param options.architecture Go's word: `amd64`, `arm64`
 * @returns digest of the image's manifest, and of the archive file
 */
export async function writeImageArchive(options: {
  readonly file: string;
  readonly reference: string;
  readonly architecture: string;
  readonly layer: WrittenLayer;
  readonly run: ImageRunConfig;
  readonly history: string;
}): Promise<{ readonly manifestDigest: string; readonly archiveDigest: string; readonly size: number }> {
  const { file, reference, architecture, layer, run, history } = options;
  const config = imageConfigBlob({ architecture, layerDigest: layer.digest, run, history });
  const manifest = manifestBlob(config, layer);
  const archive = createFileTree();
  archive.file('oci-layout', JSON.stringify({ imageLayoutVersion: '1.0.0' }));
  archive.file(blobPath(config.digest), config.content);
  archive.file(blobPath(manifest.digest), manifest.content);
  archive.file(blobPath(layer.digest), { file: layer.file, offset: 0, length: layer.size });
  archive.file(
    'index.json',
    JSON.stringify({
      schemaVersion: 2,
      mediaType: mediaTypes.index,
      manifests: [
        {
          mediaType: mediaTypes.manifest,
          digest: manifest.digest,
          size: manifest.content.length,
          // containerd takes the name from the first, other readers of OCI layouts the tag from the second.
          annotations: {
            'io.containerd.image.name': reference,
            'org.opencontainers.image.ref.name': reference.slice(reference.lastIndexOf(':') + 1),
          },
          platform: { architecture, os: 'linux' },
        },
      ],
    }),
  );
  archive.file(
    'manifest.json',
    JSON.stringify([
      { Config: blobPath(config.digest), RepoTags: [reference], Layers: [blobPath(layer.digest)] },
    ]),
  );
  const written = await writeLayer(archive, file);
  return { manifestDigest: manifest.digest, archiveDigest: written.digest, size: written.size };
}

function blobPath(digest: string): string {
  return `blobs/${digest.replace(':', '/')}`;
}
