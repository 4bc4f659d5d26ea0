/** Where each kind that Tengate reads lives in the Kubernetes API. */

import type { ListKind } from '../ports/cluster-reader.ts';

type KindPlace = { readonly apiVersion: string; readonly kind: string; readonly namespaced: boolean };

export const kindPlaces: Readonly<Record<ListKind, KindPlace>> = {
  pods: { apiVersion: 'v1', kind: 'Pod', namespaced: true },
  events: { apiVersion: 'v1', kind: 'Event', namespaced: true },
  services: { apiVersion: 'v1', kind: 'Service', namespaced: true },
  endpointslices: { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', namespaced: true },
  deployments: { apiVersion: 'apps/v1', kind: 'Deployment', namespaced: true },
  replicasets: { apiVersion: 'apps/v1', kind: 'ReplicaSet', namespaced: true },
  statefulsets: { apiVersion: 'apps/v1', kind: 'StatefulSet', namespaced: true },
  horizontalpodautoscalers: {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    namespaced: true,
  },
  persistentvolumeclaims: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespaced: true },
  secrets: { apiVersion: 'v1', kind: 'Secret', namespaced: true },
  configmaps: { apiVersion: 'v1', kind: 'ConfigMap', namespaced: true },
  namespaces: { apiVersion: 'v1', kind: 'Namespace', namespaced: false },
  nodes: { apiVersion: 'v1', kind: 'Node', namespaced: false },
  jobs: { apiVersion: 'batch/v1', kind: 'Job', namespaced: true },
  resourcequotas: { apiVersion: 'v1', kind: 'ResourceQuota', namespaced: true },
};

/** The kind as a list names it, of an object's own `apiVersion` and `kind`; `null` for one that Tengate does not read. */
export function listKindOf(object: {
  readonly apiVersion?: string;
  readonly kind?: string;
}): ListKind | null {
  for (const [name, place] of Object.entries(kindPlaces)) {
    if (place.kind === object.kind && place.apiVersion === object.apiVersion) return name as ListKind;
  }
  return null;
}

/** Path of one object, or of the collection where `name` is absent; `namespace` null means every namespace. */
export function pathOf(kind: ListKind, namespace: string | null, name?: string): string {
  const { apiVersion, namespaced } = kindPlaces[kind];
  const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const scope = namespaced && namespace !== null ? `/namespaces/${encodeURIComponent(namespace)}` : '';
  return `${root}${scope}/${kind}${name === undefined ? '' : `/${encodeURIComponent(name)}`}`;
}
