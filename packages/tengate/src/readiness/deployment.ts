/** The readiness of a Deployment, by the rules of `kubectl rollout status` and kstatus. */

import type { V1Deployment } from '@kubernetes/client-node';
import { podCreationReadiness } from './pod-creation.ts';
import { hopeless, type Readiness, ready, secondsSince, waiting } from './readiness.ts';

export function deploymentReadiness(deployment: V1Deployment, options: { readonly now: Date }): Readiness {
  const { spec, status, metadata } = deployment;
  if ((status?.observedGeneration ?? 0) < (metadata?.generation ?? 0))
    return waiting('not-observed', 'the controller has not seen the change yet');
  const conditions = status?.conditions ?? [];
  const failure = conditions.find(({ type, status: value }) => type === 'ReplicaFailure' && value === 'True');
  if (failure !== undefined) {
    const since = secondsSince(failure.lastTransitionTime, options.now);
    return podCreationReadiness({ message: failure.message ?? '', since });
  }
  const progressing = conditions.find(({ type }) => type === 'Progressing');
  if (progressing?.reason === 'ProgressDeadlineExceeded')
    return hopeless('progress-deadline-exceeded', progressing.message ?? '');
  if (spec?.paused === true) return hopeless('rollout-paused', 'the rollout is paused');
  const wanted = spec?.replicas ?? 1;
  const { updatedReplicas = 0, replicas = 0, availableReplicas = 0 } = status ?? {};
  if (updatedReplicas < wanted)
    return waiting('rolling-out', `${updatedReplicas} of ${wanted} replicas are of the new revision`);
  if (replicas > updatedReplicas)
    return waiting('rolling-out', `${replicas - updatedReplicas} old replicas are still there`);
  if (availableReplicas < updatedReplicas)
    return waiting('rolling-out', `${availableReplicas} of ${updatedReplicas} replicas are available`);
  return ready(wanted === 0 ? 'scaled to 0' : `${availableReplicas} of ${wanted} replicas are available`);
}
