/** The readiness of a whole release: a row for each thing that is waited for, and the root causes of what is hopeless. */

import type {
  CoreV1Event,
  V1Deployment,
  V1EndpointSlice,
  V1PersistentVolumeClaim,
  V1Pod,
  V1ReplicaSet,
  V1Service,
  V1StatefulSet,
} from '@kubernetes/client-node';
import { deploymentReadiness } from './deployment.ts';
import { eventsOf } from './object-events.ts';
import { claimReadiness } from './persistent-volume-claim.ts';
import { podReadiness } from './pod.ts';
import { type Readiness, waiting } from './readiness.ts';
import type { HopelessReason } from './reasons.ts';
import { serviceReadiness, slicesOf } from './service.ts';
import { statefulSetReadiness } from './stateful-set.ts';

/** The objects of one namespace at one moment. */
export type NamespaceObjects = {
  readonly pods: readonly V1Pod[];
  readonly deployments: readonly V1Deployment[];
  readonly replicaSets: readonly V1ReplicaSet[];
  readonly statefulSets: readonly V1StatefulSet[];
  readonly claims: readonly V1PersistentVolumeClaim[];
  readonly services: readonly V1Service[];
  readonly slices: readonly V1EndpointSlice[];
  readonly events: readonly CoreV1Event[];
};

/** What the release's manifest holds, by kind and name; `generation` is the least that may be judged. */
export type ExpectedObject = { readonly kind: string; readonly name: string; readonly generation?: number };

export type ReadinessRow = { readonly kind: string; readonly name: string; readonly readiness: Readiness };

export type RootCause = {
  readonly kind: string;
  readonly name: string;
  readonly reason: HopelessReason;
  readonly message: string;
};

export type ReleaseReadiness = {
  readonly state: Readiness['state'];
  readonly rows: readonly ReadinessRow[];
  /** One per cause: a Deployment that waits for a hopeless pod is no cause of its own. */
  readonly causes: readonly RootCause[];
};

export function releaseReadiness(
  objects: NamespaceObjects,
  options: { readonly expected: readonly ExpectedObject[]; readonly now: Date },
): ReleaseReadiness {
  const workloads = options.expected.flatMap((expected) => workloadRows(objects, expected, options.now));
  const services = options.expected
    .filter(({ kind }) => kind === 'Service')
    .map((expected) => serviceRow(objects, expected, options.now));
  const rows = [...workloads, ...services];
  return { state: stateOf(rows), rows, causes: causesOf(workloads, services) };
}

function workloadRows(
  objects: NamespaceObjects,
  expected: ExpectedObject,
  now: Date,
): readonly ReadinessRow[] {
  const { kind, name } = expected;
  if (kind === 'PersistentVolumeClaim') {
    const claim = objects.claims.find(({ metadata }) => metadata?.name === name);
    return [
      { kind, name, readiness: claim === undefined ? absent : claimRow(objects, claim, now).readiness },
    ];
  }
  if (kind === 'Deployment') {
    const deployment = objects.deployments.find(({ metadata }) => metadata?.name === name);
    if (deployment === undefined) return [{ kind, name, readiness: absent }];
    const readiness = stale(deployment, expected) ?? deploymentReadiness(deployment, { now });
    const own = currentPods(objects, deployment);
    return [{ kind, name, readiness }, ...own.map((pod) => podRow(objects, pod, now))];
  }
  if (kind === 'StatefulSet') {
    const set = objects.statefulSets.find(({ metadata }) => metadata?.name === name);
    if (set === undefined) return [{ kind, name, readiness: absent }];
    const events = eventsOf(objects.events, set.metadata?.uid);
    const readiness = stale(set, expected) ?? statefulSetReadiness(set, { events, now });
    const own = ownedBy(objects.pods, set.metadata?.uid);
    return [
      { kind, name, readiness },
      ...claimsOf(objects, set).map((claim) => claimRow(objects, claim, now)),
      ...own.map((pod) => podRow(objects, pod, now)),
    ];
  }
  return [];
}

const absent: Readiness = waiting('absent', 'does not exist yet');

/** The watch may lag behind what Helm has just applied: an older object says nothing about the new one. */
function stale(
  object: { readonly metadata?: { readonly generation?: number } },
  expected: ExpectedObject,
): Readiness | null {
  return (object.metadata?.generation ?? 0) < (expected.generation ?? 0)
    ? waiting('not-observed', 'the change has not arrived yet')
    : null;
}

/** Pods of the newest revision: those of an older one may be hopeless, they are on their way out. */
function currentPods(objects: NamespaceObjects, deployment: V1Deployment): readonly V1Pod[] {
  const revisionKey = 'deployment.kubernetes.io/revision';
  const revision = deployment.metadata?.annotations?.[revisionKey];
  const { observedGeneration = 0 } = deployment.status ?? {};
  if (revision === undefined || observedGeneration < (deployment.metadata?.generation ?? 0)) return [];
  const current = ownedBy(objects.replicaSets, deployment.metadata?.uid).find(
    ({ metadata }) => metadata?.annotations?.[revisionKey] === revision,
  );
  // A pod of it that is on its way out (a rollback came before its end) is waited for no more.
  return current === undefined
    ? []
    : ownedBy(objects.pods, current.metadata?.uid).filter(
        ({ metadata }) => metadata?.deletionTimestamp === undefined,
      );
}

function claimsOf(objects: NamespaceObjects, set: V1StatefulSet): readonly V1PersistentVolumeClaim[] {
  const prefixes = (set.spec?.volumeClaimTemplates ?? []).map(
    ({ metadata }) => `${metadata?.name}-${set.metadata?.name}-`,
  );
  return objects.claims.filter(({ metadata }) =>
    prefixes.some((prefix) => new RegExp(`^${prefix}\\d+$`).test(metadata?.name ?? '')),
  );
}

type Owned = { readonly metadata?: { readonly ownerReferences?: readonly { readonly uid: string }[] } };

function ownedBy<T extends Owned>(objects: readonly T[], uid: string | undefined): readonly T[] {
  return uid === undefined
    ? []
    : objects.filter(
        ({ metadata }) => metadata?.ownerReferences?.some((owner) => owner.uid === uid) ?? false,
      );
}

function podRow(objects: NamespaceObjects, pod: V1Pod, now: Date): ReadinessRow {
  const events = eventsOf(objects.events, pod.metadata?.uid);
  return { kind: 'Pod', name: pod.metadata?.name ?? '', readiness: podReadiness(pod, { events, now }) };
}

function claimRow(objects: NamespaceObjects, claim: V1PersistentVolumeClaim, now: Date): ReadinessRow {
  const events = eventsOf(objects.events, claim.metadata?.uid);
  return {
    kind: 'PersistentVolumeClaim',
    name: claim.metadata?.name ?? '',
    readiness: claimReadiness(claim, { events, now }),
  };
}

function serviceRow(objects: NamespaceObjects, expected: ExpectedObject, now: Date): ReadinessRow {
  const { kind, name } = expected;
  const service = objects.services.find(({ metadata }) => metadata?.name === name);
  if (service === undefined) return { kind, name, readiness: absent };
  const slices = slicesOf(objects.slices, service);
  return { kind, name, readiness: serviceReadiness(service, { slices, pods: objects.pods, now }) };
}

function stateOf(rows: readonly ReadinessRow[]): Readiness['state'] {
  const states = rows.map(({ readiness }) => readiness.state);
  if (states.includes('hopeless')) return 'hopeless';
  return states.includes('in-progress') ? 'in-progress' : 'ready';
}

/** A claim or a pod explains its controller; workloads explain their Services. */
function causesOf(
  workloads: readonly ReadinessRow[],
  services: readonly ReadinessRow[],
): readonly RootCause[] {
  const leaves = causes(workloads.filter(({ kind }) => kind === 'Pod' || kind === 'PersistentVolumeClaim'));
  if (leaves.length > 0) return leaves;
  const controllers = causes(workloads);
  return controllers.length > 0 ? controllers : causes(services);
}

function causes(rows: readonly ReadinessRow[]): readonly RootCause[] {
  return rows.flatMap(({ kind, name, readiness }) =>
    readiness.state === 'hopeless'
      ? [{ kind, name, reason: readiness.reason, message: readiness.message }]
      : [],
  );
}
