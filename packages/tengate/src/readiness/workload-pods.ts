/** Pure: which pods belong to a Deployment or a StatefulSet, and which of them serve. */

import type { V1Pod, V1ReplicaSet } from '@kubernetes/client-node';

export type Workload = { readonly kind: 'Deployment' | 'StatefulSet'; readonly name: string };

export function podsOf(
  workload: Workload,
  objects: { readonly pods: readonly V1Pod[]; readonly replicaSets: readonly V1ReplicaSet[] },
): readonly V1Pod[] {
  const owners =
    workload.kind === 'StatefulSet'
      ? [`StatefulSet/${workload.name}`]
      : objects.replicaSets
          .filter(({ metadata }) =>
            metadata?.ownerReferences?.some(
              ({ kind, name }) => kind === 'Deployment' && name === workload.name,
            ),
          )
          .map(({ metadata }) => `ReplicaSet/${metadata?.name}`);
  return objects.pods.filter(({ metadata }) =>
    metadata?.ownerReferences?.some(({ kind, name }) => owners.includes(`${kind}/${name}`)),
  );
}

/** Ready, and not on its way out. */
export function serves(pod: V1Pod): boolean {
  return pod.metadata?.deletionTimestamp === undefined && isReady(pod);
}

export function isReady({ status }: V1Pod): boolean {
  return status?.conditions?.some((one) => one.type === 'Ready' && one.status === 'True') ?? false;
}

/** Restarts of all its containers together. */
export function restartsOf({ status }: V1Pod): number {
  return (status?.containerStatuses ?? []).reduce((sum, { restartCount }) => sum + restartCount, 0);
}
