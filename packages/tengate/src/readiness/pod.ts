/** The readiness of a pod, from scheduling to its Ready condition. */

import type { CoreV1Event, V1Pod, V1PodCondition } from '@kubernetes/client-node';
import { containerReadiness } from './container.ts';
import { occurrences } from './object-events.ts';
import { hopeless, type Readiness, ready, secondsSince, waiting, worstOf } from './readiness.ts';

/** The scheduler retries when something changes; what it still refuses after this long stays refused. */
const schedulingPatienceSeconds = 10;
/** Claims are bound and new nodes become ready within this time. */
const bindingPatienceSeconds = 30;
const sandboxPatienceSeconds = 30;

/**
 * @param options.events events of this pod
 * @param options.now    what ages are counted to
 */
export function podReadiness(
  pod: V1Pod,
  options: { readonly events: readonly CoreV1Event[]; readonly now: Date },
): Readiness {
  const { status } = pod;
  if (pod.metadata?.deletionTimestamp !== undefined) return waiting('terminating', 'is being removed');
  if (status?.phase === 'Succeeded') return ready('completed');
  if (status?.phase === 'Failed') {
    const text = [status.reason, status.message].filter(Boolean).join(': ') || 'the pod failed';
    return hopeless(status.reason === 'Evicted' ? 'evicted' : 'pod-failed', text);
  }
  const scheduled = condition(pod, 'PodScheduled');
  if (scheduled?.status !== 'True') return whileUnscheduled(scheduled, options);
  const since = secondsSince(scheduled.lastTransitionTime, options.now);
  const containers = containersOf(pod, options.events, since);
  const worst = worstOf(containers);
  if (worst?.state === 'hopeless') return worst;
  const prepared = whilePreparing(pod, options.events, since);
  if (prepared !== null) return prepared;
  if (condition(pod, 'Ready')?.status === 'True') return ready('ready');
  if (worst !== null && worst.state === 'in-progress') return worst;
  const gate = pod.spec?.readinessGates?.find(
    ({ conditionType }) => condition(pod, conditionType)?.status !== 'True',
  );
  return gate === undefined
    ? waiting('readiness-probe', 'waits for its Ready condition')
    : waiting('readiness-gate', `waits for the readiness gate ${gate.conditionType}`);
}

export function condition(pod: V1Pod, type: string): V1PodCondition | undefined {
  return pod.status?.conditions?.find((candidate) => candidate.type === type);
}

function whileUnscheduled(
  scheduled: V1PodCondition | undefined,
  options: { readonly events: readonly CoreV1Event[]; readonly now: Date },
): Readiness {
  const message = scheduled?.message ?? 'waits for the scheduler';
  if (scheduled?.reason !== 'Unschedulable') return waiting('scheduling', message);
  // A cluster autoscaler has answered: a node is on its way.
  if (options.events.some(({ reason }) => reason === 'TriggeredScaleUp'))
    return waiting('scheduling', message);
  const patience = /persistentvolumeclaim|not-ready|uninitialized/i.test(message)
    ? bindingPatienceSeconds
    : schedulingPatienceSeconds;
  return secondsSince(scheduled.lastTransitionTime, options.now) > patience
    ? hopeless('unschedulable', message)
    : waiting('scheduling', message);
}

function containersOf(pod: V1Pod, events: readonly CoreV1Event[], since: number): readonly Readiness[] {
  const view = (kind: 'init' | 'app') => {
    const specs = (kind === 'init' ? pod.spec?.initContainers : pod.spec?.containers) ?? [];
    const statuses =
      (kind === 'init' ? pod.status?.initContainerStatuses : pod.status?.containerStatuses) ?? [];
    return specs.map((container) =>
      containerReadiness({
        container,
        status: statuses.find(({ name }) => name === container.name),
        kind,
        events,
        since,
      }),
    );
  };
  return [...view('init'), ...view('app')];
}

/** Volumes and the sandbox come before any container and are told by events only. */
function whilePreparing(pod: V1Pod, events: readonly CoreV1Event[], since: number): Readiness | null {
  const statuses = [...(pod.status?.initContainerStatuses ?? []), ...(pod.status?.containerStatuses ?? [])];
  const begun = statuses.some(({ state }) => state?.running !== undefined || state?.terminated !== undefined);
  if (begun) return null;
  const mount = events.find(({ reason }) => reason === 'FailedMount' || reason === 'FailedAttachVolume');
  if (mount !== undefined) {
    const message = mount.message ?? '';
    const final = /not found|references non-existent/.test(message) && occurrences(mount) >= 2;
    return final ? hopeless('volume-not-mountable', message) : waiting('starting', message);
  }
  const sandbox = events.find(({ reason }) => reason === 'FailedCreatePodSandBox');
  if (sandbox !== undefined)
    return since > sandboxPatienceSeconds
      ? hopeless('sandbox-failed', sandbox.message ?? '')
      : waiting('starting', sandbox.message ?? '');
  return null;
}
