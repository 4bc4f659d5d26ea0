/** The readiness of a StatefulSet, by the rules of `kubectl rollout status` and kstatus. */

import type { CoreV1Event, V1StatefulSet } from '@kubernetes/client-node';
import { firstSeen } from './object-events.ts';
import { podCreationReadiness } from './pod-creation.ts';
import { type Readiness, ready, secondsSince, waiting } from './readiness.ts';

/** @param options.events events of this StatefulSet: it has no condition that says why pods cannot be created */
export function statefulSetReadiness(
  set: V1StatefulSet,
  options: { readonly events: readonly CoreV1Event[]; readonly now: Date },
): Readiness {
  const { spec, status, metadata } = set;
  if ((status?.observedGeneration ?? 0) < (metadata?.generation ?? 0))
    return waiting('not-observed', 'the controller has not seen the change yet');
  const wanted = spec?.replicas ?? 1;
  const { replicas = 0, readyReplicas = 0, updatedReplicas = 0 } = status ?? {};
  if (replicas < wanted) {
    const refusal = options.events.findLast(({ reason }) => reason === 'FailedCreate');
    if (refusal !== undefined)
      return podCreationReadiness({
        message: refusal.message ?? '',
        since: secondsSince(firstSeen(refusal), options.now),
      });
    return waiting('creating-pods', `${replicas} of ${wanted} replicas exist`);
  }
  if (readyReplicas < wanted)
    return waiting('rolling-out', `${readyReplicas} of ${wanted} replicas are ready`);
  const partition = spec?.updateStrategy?.rollingUpdate?.partition ?? 0;
  const onDelete = spec?.updateStrategy?.type === 'OnDelete';
  if (!onDelete && status?.currentRevision !== status?.updateRevision && updatedReplicas < wanted - partition)
    return waiting(
      'rolling-out',
      `${updatedReplicas} of ${wanted - partition} replicas are of the new revision`,
    );
  return ready(wanted === 0 ? 'scaled to 0' : `${readyReplicas} of ${wanted} replicas are ready`);
}
