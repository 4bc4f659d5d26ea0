/** Pure: how many replicas a Deployment has and should have, and what its autoscaler says about it. */

import type { V1Deployment, V2HorizontalPodAutoscaler } from '@kubernetes/client-node';

export type Scaling = {
  readonly deployment: string;
  /** `spec.replicas`: what the Deployment is asked for. */
  readonly wanted: number;
  readonly ready: number;
  /** Pods that exist, old ones of a rollout included. */
  readonly existing: number;
  /** Fewest replicas: the autoscaler's, or what is wanted where there is none. */
  readonly minimum: number;
  readonly autoscaler: AutoscalerState | null;
};

export type AutoscalerState = {
  readonly name: string;
  readonly desired: number;
  readonly maximum: number;
  /** CPU use in percent of the request; `null` while it is not known. */
  readonly utilisation: number | null;
  readonly target: number | null;
  /** When it began to know its metrics; `null` while it does not. */
  readonly activeSince: Date | null;
  /** When it came into being: it may be younger than its pods. */
  readonly createdAt: Date;
  readonly message: string;
};

/** @returns `null` where there is no such Deployment */
export function scalingOf(
  deployment: string,
  objects: {
    readonly deployments: readonly V1Deployment[];
    readonly autoscalers: readonly V2HorizontalPodAutoscaler[];
  },
): Scaling | null {
  const found = objects.deployments.find(({ metadata }) => metadata?.name === deployment);
  if (found === undefined) return null;
  const autoscaler = objects.autoscalers.find(
    ({ spec }) => spec?.scaleTargetRef.kind === 'Deployment' && spec.scaleTargetRef.name === deployment,
  );
  const wanted = found.spec?.replicas ?? 1;
  return {
    deployment,
    wanted,
    ready: found.status?.readyReplicas ?? 0,
    existing: found.status?.replicas ?? 0,
    minimum: autoscaler?.spec?.minReplicas ?? wanted,
    autoscaler: autoscaler === undefined ? null : autoscalerState(autoscaler),
  };
}

function autoscalerState({ metadata, spec, status }: V2HorizontalPodAutoscaler): AutoscalerState {
  const active = status?.conditions?.find(({ type }) => type === 'ScalingActive');
  const cpu = status?.currentMetrics?.find(({ resource }) => resource?.name === 'cpu');
  const target = spec?.metrics?.find(({ resource }) => resource?.name === 'cpu');
  return {
    name: metadata?.name ?? '',
    desired: status?.desiredReplicas ?? 0,
    maximum: spec?.maxReplicas ?? 0,
    utilisation: cpu?.resource?.current.averageUtilization ?? null,
    target: target?.resource?.target.averageUtilization ?? null,
    activeSince:
      active?.status === 'True' && active.lastTransitionTime !== undefined
        ? new Date(active.lastTransitionTime)
        : null,
    createdAt: new Date(metadata?.creationTimestamp ?? 0),
    message: active?.message ?? 'it has not looked yet',
  };
}

/** Containers of a Deployment's pods without a CPU request: an autoscaler has no percentage of nothing. */
export function containersWithoutCpuRequest(deployment: V1Deployment): readonly string[] {
  return (deployment.spec?.template.spec?.containers ?? [])
    .filter(({ resources }) => resources?.requests?.cpu === undefined && resources?.limits?.cpu === undefined)
    .map(({ name }) => name);
}
