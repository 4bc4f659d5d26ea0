/** Reads a release's manifest: which objects it holds, and which autoscalers with what least number of replicas. */

import { parseAllDocuments } from 'yaml';
import { z } from 'zod';

const document = z.object({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.object({
    name: z.string(),
    annotations: z.record(z.string(), z.string()).nullish(),
  }),
  spec: z
    .looseObject({
      minReplicas: z.int().optional(),
      scaleTargetRef: z.object({ kind: z.string(), name: z.string() }).optional(),
    })
    .nullish(),
});

export type ManifestObject = {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
};
export type ManifestAutoscaler = {
  readonly name: string;
  readonly target: { readonly kind: string; readonly name: string };
  readonly minReplicas: number;
};
export type Manifest = {
  readonly objects: readonly ManifestObject[];
  readonly autoscalers: readonly ManifestAutoscaler[];
};

/** Hooks (tests among them) are no part of what stays installed and are left out. */
export function parseManifest(text: string): Manifest {
  const documents = parseAllDocuments(text)
    .map((one) => one.toJS() as unknown)
    .filter((value) => value !== null && value !== undefined)
    .map((value) => document.parse(value))
    .filter(({ metadata }) => metadata.annotations?.['helm.sh/hook'] === undefined);
  return {
    objects: documents.map(({ apiVersion, kind, metadata }) => ({ apiVersion, kind, name: metadata.name })),
    autoscalers: documents.flatMap(({ kind, metadata, spec }) =>
      kind === 'HorizontalPodAutoscaler' && spec?.scaleTargetRef !== undefined
        ? [{ name: metadata.name, target: spec.scaleTargetRef, minReplicas: spec.minReplicas ?? 1 }]
        : [],
    ),
  };
}
