/** How long a pod took from its creation to its first readiness, and where that is known from. */

import type { V1Pod } from '@kubernetes/client-node';

export type ReadyTime = {
  /** `null` where the pod is not Ready. Kubernetes keeps whole seconds. */
  readonly seconds: number | null;
  /** `watched`: the first readiness was seen; `status`: the condition's last change, which may be a later one. */
  readonly from: 'watched' | 'status';
};

/** @param firstReady pod uid → ISO time, as kept with the installation */
export function podReadySeconds(pod: V1Pod, firstReady: Readonly<Record<string, string>>): ReadyTime {
  const created = new Date(pod.metadata?.creationTimestamp ?? 0).getTime();
  const condition = pod.status?.conditions?.find(({ type, status }) => type === 'Ready' && status === 'True');
  const watched = firstReady[pod.metadata?.uid ?? ''];
  if (condition === undefined) return { seconds: null, from: 'status' };
  if (watched !== undefined) return { seconds: (Date.parse(watched) - created) / 1_000, from: 'watched' };
  const at = new Date(condition.lastTransitionTime ?? 0).getTime();
  return { seconds: (at - created) / 1_000, from: 'status' };
}
