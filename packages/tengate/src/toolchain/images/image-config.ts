/** Owns the OCI configuration and manifest of an image of one layer, as canonical JSON: same image, same bytes, same digest. */

import { createHash } from 'node:crypto';

/** How a container of the image starts; the part of the OCI configuration that a recipe decides. */
export type ImageRunConfig = {
  readonly user?: string | undefined;
  readonly env?: readonly string[] | undefined;
  readonly entrypoint?: readonly string[] | undefined;
  readonly command?: readonly string[] | undefined;
  readonly workingDirectory?: string | undefined;
  readonly exposedPorts?: readonly string[] | undefined;
  readonly volumes?: readonly string[] | undefined;
  readonly stopSignal?: string | undefined;
  readonly labels?: Readonly<Record<string, string>> | undefined;
};

export type Blob = { readonly digest: string; readonly content: Buffer };

export const mediaTypes = {
  manifest: 'application/vnd.oci.image.manifest.v1+json',
  config: 'application/vnd.oci.image.config.v1+json',
  layer: 'application/vnd.oci.image.layer.v1.tar',
  index: 'application/vnd.oci.image.index.v1+json',
} as const;

/** @param options.history what made the layer, one line */
export function imageConfigBlob(options: {
  readonly architecture: string;
  readonly layerDigest: string;
  readonly run: ImageRunConfig;
  readonly history: string;
}): Blob {
  const { architecture, layerDigest, run, history } = options;
  const created = '1970-01-01T00:00:00Z';
  return jsonBlob({
    created,
    architecture,
    os: 'linux',
    config: {
      ...(run.user === undefined ? {} : { User: run.user }),
      ...(run.exposedPorts === undefined ? {} : { ExposedPorts: emptyObjects(run.exposedPorts) }),
      ...(run.env === undefined ? {} : { Env: run.env }),
      ...(run.entrypoint === undefined ? {} : { Entrypoint: run.entrypoint }),
      ...(run.command === undefined ? {} : { Cmd: run.command }),
      ...(run.volumes === undefined ? {} : { Volumes: emptyObjects(run.volumes) }),
      ...(run.workingDirectory === undefined ? {} : { WorkingDir: run.workingDirectory }),
      ...(run.labels === undefined ? {} : { Labels: run.labels }),
      ...(run.stopSignal === undefined ? {} : { StopSignal: run.stopSignal }),
    },
    rootfs: { type: 'layers', diff_ids: [layerDigest] },
    history: [{ created, created_by: history }],
  });
}

export function manifestBlob(config: Blob, layer: { readonly digest: string; readonly size: number }): Blob {
  return jsonBlob({
    schemaVersion: 2,
    mediaType: mediaTypes.manifest,
    config: { mediaType: mediaTypes.config, digest: config.digest, size: config.content.length },
    layers: [{ mediaType: mediaTypes.layer, digest: layer.digest, size: layer.size }],
  });
}

function jsonBlob(value: unknown): Blob {
  const content = Buffer.from(JSON.stringify(value));
  return { digest: `sha256:${createHash('sha256').update(content).digest('hex')}`, content };
}

function emptyObjects(keys: readonly string[]): Record<string, object> {
  return Object.fromEntries(keys.map((key) => [key, {}]));
}
