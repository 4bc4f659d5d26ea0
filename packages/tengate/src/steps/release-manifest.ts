/** Reads a release's manifest: which objects it holds, and which autoscalers with what least number of replicas. */

import { type DocumentOptions, parseAllDocuments, type SchemaOptions } from 'yaml';
import { z } from 'zod';
import type { PlainObject } from '../drift/compare-object.ts';

const hookAnnotation = 'helm.sh/hook';

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
  const documents = manifestDocuments(text).map((value) => document.parse(value));
  return {
    objects: documents.map(({ apiVersion, kind, metadata }) => ({ apiVersion, kind, name: metadata.name })),
    autoscalers: documents.flatMap(({ kind, metadata, spec }) =>
      kind === 'HorizontalPodAutoscaler' && spec?.scaleTargetRef !== undefined
        ? [{ name: metadata.name, target: spec.scaleTargetRef, minReplicas: spec.minReplicas ?? 1 }]
        : [],
    ),
  };
}

const wholeDocument = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string().optional(),
    annotations: z.record(z.string(), z.unknown()).nullish(),
  }),
});

/**
 * As Helm and Kubernetes read YAML (sigs.k8s.io/yaml): version 1.1, where `0440` is an octal number, but without its times of day and
 * dates.
 */
const kubernetesYaml: DocumentOptions & SchemaOptions = {
  version: '1.1',
  customTags: (tags) =>
    tags.filter(
      (tag) =>
        typeof tag === 'string' || (tag.format !== 'TIME' && tag.tag !== 'tag:yaml.org,2002:timestamp'),
    ),
};

/** Every object with all that the manifest sets, hooks left out. */
export function manifestDocuments(text: string): readonly PlainObject[] {
  return parseAllDocuments(text, kubernetesYaml)
    .map((one) => one.toJS() as unknown)
    .filter((value) => value !== null && value !== undefined)
    .map((value) => wholeDocument.parse(value))
    .filter(({ metadata }) => metadata.annotations?.[hookAnnotation] === undefined);
}
