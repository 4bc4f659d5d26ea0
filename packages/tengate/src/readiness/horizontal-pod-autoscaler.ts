/** The readiness of an autoscaler, and of the metrics it needs before its first look. */

import type { V1Pod, V2HorizontalPodAutoscaler } from '@kubernetes/client-node';
import { hopeless, type Readiness, ready, waiting } from './readiness.ts';

export function autoscalerReadiness(autoscaler: V2HorizontalPodAutoscaler): Readiness {
  const conditions = autoscaler.status?.conditions ?? [];
  const able = conditions.find(({ type }) => type === 'AbleToScale');
  if (able?.status === 'False' && able.reason === 'FailedGetScale')
    return hopeless('scale-target-missing', able.message ?? '');
  const active = conditions.find(({ type }) => type === 'ScalingActive');
  if (active === undefined) return waiting('not-synced', 'waits for its first look at the metrics');
  if (active.status === 'True' || active.reason === 'ScalingDisabled')
    return ready(active.reason ?? 'active');
  return waiting('metrics-missing', active.message ?? active.reason ?? '');
}

/** The measured window of a pod's usage, as metrics.k8s.io gives it. */
export type UsageWindow = { readonly pod: string; readonly at: Date; readonly windowMs: number };

/**
 * Whether the autoscaler would use a pod's CPU metric: one whole window since the pod became Ready. This is the
 * condition of `groupPods` in pkg/controller/podautoscaler/replica_calculator.go (1.36); while no pod of a target meets
 * it, every look raises two Warning events.
 */
export function hasUsableMetric(pod: V1Pod, usage: readonly UsageWindow[]): boolean {
  const becameReady = pod.status?.conditions?.find(
    ({ type, status }) => type === 'Ready' && status === 'True',
  );
  const window = usage.find(({ pod: name }) => name === pod.metadata?.name);
  if (becameReady?.lastTransitionTime === undefined || window === undefined) return false;
  return window.at.getTime() >= new Date(becameReady.lastTransitionTime).getTime() + window.windowMs;
}
