/** Follows everything of one namespace that readiness is told from, and keeps every event that was ever seen. */

import type {
  CoreV1Event,
  KubernetesObject,
  V1Deployment,
  V1EndpointSlice,
  V1PersistentVolumeClaim,
  V1Pod,
  V1ReplicaSet,
  V1Service,
  V1StatefulSet,
  V2HorizontalPodAutoscaler,
} from '@kubernetes/client-node';
import type { Clock } from '../ports/clock.ts';
import type { ClusterReader, ListKind } from '../ports/cluster-reader.ts';
import type { NamespaceObjects } from '../readiness/release-readiness.ts';

export type LiveNamespace = {
  readonly namespace: string;
  /** When the watch began: every event from then on was seen. */
  readonly since: Date;
  objects(): NamespaceObjects & { readonly autoscalers: readonly V2HorizontalPodAutoscaler[] };
  /** The last state of every event seen, those included that are gone by now. */
  events(): readonly CoreV1Event[];
  /** Uids of the claims that were there when the watch began. */
  readonly claimsBefore: ReadonlySet<string>;
  /** Uid of a pod → when it was seen Ready for the first time. */
  firstReady(): ReadonlyMap<string, Date>;
  /** Times that a watch had to list again. */
  interruptions(): number;
  /** Resolves at the next change, after `ms` at the latest; rejects on abort. */
  changed(ms: number, signal?: AbortSignal): Promise<void>;
  stop(): Promise<void>;
};

const kinds = [
  'events',
  'pods',
  'deployments',
  'replicasets',
  'statefulsets',
  'persistentvolumeclaims',
  'services',
  'endpointslices',
  'horizontalpodautoscalers',
] as const satisfies readonly ListKind[];

/** @returns once everything that exists now is known */
export async function watchNamespace(options: {
  readonly reader: ClusterReader;
  readonly clock: Clock;
  readonly namespace: string;
}): Promise<LiveNamespace> {
  const { reader, clock, namespace } = options;
  const since = clock.now();
  const stores = new Map(kinds.map((kind) => [kind, new Map<string, KubernetesObject>()]));
  const allEvents = new Map<string, CoreV1Event>();
  const firstReady = new Map<string, Date>();
  let change = Promise.withResolvers<void>();

  const follow = (kind: (typeof kinds)[number]) =>
    reader.watch<KubernetesObject>(kind, namespace, ({ type, object }) => {
      const uid = object.metadata?.uid ?? '';
      const store = stores.get(kind);
      if (type === 'deleted') store?.delete(uid);
      else store?.set(uid, object);
      if (kind === 'events' && type !== 'deleted') allEvents.set(uid, object as CoreV1Event);
      if (kind === 'pods') noteReady(firstReady, object as V1Pod);
      change.resolve();
      change = Promise.withResolvers<void>();
    });

  const watches: Awaited<ReturnType<typeof follow>>[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(watches.map((watch) => watch.stop()));
  };
  const started = await Promise.allSettled(kinds.map(follow));
  for (const outcome of started) if (outcome.status === 'fulfilled') watches.push(outcome.value);
  const failed = started.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') {
    await stop();
    throw failed.reason;
  }

  const all = <T>(kind: (typeof kinds)[number]): readonly T[] =>
    [...(stores.get(kind)?.values() ?? [])] as T[];
  return {
    namespace,
    since,
    claimsBefore: new Set(stores.get('persistentvolumeclaims')?.keys()),
    objects: () => ({
      pods: all<V1Pod>('pods'),
      deployments: all<V1Deployment>('deployments'),
      replicaSets: all<V1ReplicaSet>('replicasets'),
      statefulSets: all<V1StatefulSet>('statefulsets'),
      claims: all<V1PersistentVolumeClaim>('persistentvolumeclaims'),
      services: all<V1Service>('services'),
      slices: all<V1EndpointSlice>('endpointslices'),
      events: [...allEvents.values()],
      autoscalers: all<V2HorizontalPodAutoscaler>('horizontalpodautoscalers'),
    }),
    events: () => [...allEvents.values()],
    firstReady: () => firstReady,
    interruptions: () => watches.reduce((sum, watch) => sum + watch.interruptions(), 0),
    changed: async (ms, signal) => {
      const pause = new AbortController();
      const abort = (): void => pause.abort(signal?.reason);
      signal?.throwIfAborted();
      signal?.addEventListener('abort', abort, { once: true });
      try {
        await Promise.race([change.promise, clock.wait(ms, pause.signal)]);
      } finally {
        signal?.removeEventListener('abort', abort);
        pause.abort();
      }
    },
    stop,
  };
}

function noteReady(firstReady: Map<string, Date>, pod: V1Pod): void {
  const uid = pod.metadata?.uid ?? '';
  const condition = pod.status?.conditions?.find(({ type, status }) => type === 'Ready' && status === 'True');
  if (condition === undefined || firstReady.has(uid)) return;
  firstReady.set(uid, new Date(condition.lastTransitionTime ?? 0));
}
