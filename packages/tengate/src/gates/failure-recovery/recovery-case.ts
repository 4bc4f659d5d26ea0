/** One case of gate 6: pods are taken away under load, and the way back is timed from that moment. */

import type { V1Pod } from '@kubernetes/client-node';
import { TengateError } from '../../model/tengate-error.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ClusterReader } from '../../ports/cluster-reader.ts';
import type { ContainerEngine } from '../../ports/container-engine.ts';
import { isReady, podsOf, restartsOf, serves, type Workload } from '../../readiness/workload-pods.ts';
import { awaitLive } from '../../steps/await-live.ts';
import type { LiveNamespace } from '../../steps/live-namespace.ts';

export type RecoveryCase = {
  /** As a person says it: `web pod deleted`. */
  readonly name: string;
  readonly workloads: readonly Workload[];
  readonly how: 'delete' | 'kill';
};

export type Recovery = {
  readonly name: string;
  /** Milliseconds since 1970: from the deletion until everything was as before, the old pods gone. */
  readonly from: number;
  readonly to: number;
  /** `Pod/name` of what was taken away. */
  readonly victims: readonly string[];
  /** Until every replacement was Ready; `null` where it was not in time. */
  readonly readyMs: number | null;
  /** Until as many pods served as before; `null` where they did not in time. */
  readonly fullMs: number | null;
  /** What was still missing at the deadline. */
  readonly missing: string | null;
};

export type RecoveryScene = {
  readonly reader: ClusterReader;
  readonly engine: ContainerEngine | null;
  readonly namespace: string;
  readonly live: LiveNamespace;
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
};

/** Bound of the gate, and what the old pods may take beyond it until they are gone. */
export const readyWithinSeconds = 90;
const goneWithinSeconds = 60;

/** @throws TengateError `no-pod-to-take` where a workload has no pod that serves; `kill-not-possible` */
export async function recover(scene: RecoveryScene, one: RecoveryCase): Promise<Recovery> {
  const { live, clock } = scene;
  const before = one.workloads.map((workload) => stateOf(workload, live));
  const from = clock.now().getTime();
  const startedMs = clock.monotonicMs();
  await Promise.all(before.map(({ victim }) => takeAway(scene, victim, one.how)));

  const ready = await wait(scene, readyWithinSeconds, () =>
    missing(before, (state) => (replaced(state, live, one.how) ? null : 'no Ready replacement')),
  );
  const readyMs = clock.monotonicMs() - startedMs;
  const full = await wait(scene, readyWithinSeconds, () =>
    missing(before, ({ workload, served }) => {
      const now = podsOf(workload, live.objects()).filter(serves).length;
      return now >= served ? null : `${now} of ${served} serve`;
    }),
  );
  const fullMs = clock.monotonicMs() - startedMs;
  const gone = await wait(scene, goneWithinSeconds, () =>
    missing(before, ({ victim }) =>
      one.how === 'delete' &&
      live.objects().pods.some(({ metadata }) => metadata?.uid === victim.metadata?.uid)
        ? `${victim.metadata?.name} is still there`
        : null,
    ),
  );
  return {
    name: one.name,
    from,
    to: clock.now().getTime(),
    victims: before.map(({ victim }) => `Pod/${victim.metadata?.name}`),
    readyMs: ready === null ? readyMs : null,
    fullMs: full === null ? fullMs : null,
    missing: ready ?? full ?? gone,
  };
}

type Before = {
  readonly workload: Workload;
  readonly victim: V1Pod;
  readonly restarts: number;
  readonly served: number;
  readonly uids: ReadonlySet<string>;
};

function stateOf(workload: Workload, live: LiveNamespace): Before {
  const pods = podsOf(workload, live.objects());
  const serving = pods.filter(serves);
  const [victim] = serving;
  if (victim === undefined)
    throw new TengateError({
      code: 'no-pod-to-take',
      what: `${workload.kind} ${workload.name} has no Ready pod that could be taken away`,
      todo: 'bring the release to rest first: `tengate deploy`',
    });
  return {
    workload,
    victim,
    restarts: restartsOf(victim),
    served: serving.length,
    uids: new Set(pods.map(({ metadata }) => metadata?.uid ?? '')),
  };
}

async function takeAway(scene: RecoveryScene, pod: V1Pod, how: RecoveryCase['how']): Promise<void> {
  if (how === 'delete') return scene.reader.remove('pods', scene.namespace, pod.metadata?.name ?? '');
  const [container] = pod.status?.containerStatuses ?? [];
  const killed = (await scene.engine?.kill(container?.containerID ?? '')) ?? false;
  if (!killed)
    throw new TengateError({
      code: 'kill-not-possible',
      kind: 'unavailable',
      what: `the process of ${pod.metadata?.name} cannot be sent SIGKILL: nothing here runs its container`,
      todo: 'use a cluster whose nodes run on this machine (--provider embedded)',
    });
}

function replaced({ workload, victim, restarts, uids }: Before, live: LiveNamespace, how: string): boolean {
  return podsOf(workload, live.objects()).some((pod) => {
    const { uid = '' } = pod.metadata ?? {};
    if (how === 'kill') return uid === victim.metadata?.uid && restartsOf(pod) > restarts && isReady(pod);
    return !uids.has(uid) && serves(pod);
  });
}

function missing(before: readonly Before[], what: (state: Before) => string | null): string | null {
  const parts = before.flatMap((state) => {
    const seen = what(state);
    return seen === null ? [] : [`${state.workload.name}: ${seen}`];
  });
  return parts.length === 0 ? null : parts.join('; ');
}

/** @returns `null` once nothing is missing; else what was at the deadline */
async function wait(
  { live, clock, signal }: RecoveryScene,
  withinSeconds: number,
  look: () => string | null,
): Promise<string | null> {
  const outcome = await awaitLive({
    live,
    clock,
    deadlineMs: withinSeconds * 1_000,
    signal,
    observe: () => {
      const seen = look();
      return seen === null ? { done: true, value: null } : { done: false, seen };
    },
  });
  return outcome.status === 'met' ? null : outcome.seen;
}
