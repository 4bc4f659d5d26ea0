/** What Helm is asked for, and what must exist afterwards. */

import type { V1Deployment, V1StatefulSet } from '@kubernetes/client-node';
import type { ClusterReader } from '../ports/cluster-reader.ts';
import type { ReleaseRequest } from '../ports/release-manager.ts';
import type { ExpectedObject } from '../readiness/release-readiness.ts';
import type { DeployOptions } from './deploy-release.ts';
import { inputsDescription } from './release-inputs.ts';
import type { Manifest } from './release-manifest.ts';

/** Helm itself only applies objects and runs hooks; what takes longer than this hangs. */
export const helmDeadlineMs = 60_000;

export function addressOf(options: Pick<DeployOptions, 'plan' | 'handle'>) {
  const { plan, handle } = options;
  const { kubeconfig, context } = handle;
  return { release: plan.release, namespace: plan.namespace, kubeconfig, context };
}

export function releaseRequest(
  options: DeployOptions,
  version: { readonly inputs: string; readonly suspended: boolean },
): ReleaseRequest {
  const { plan } = options;
  return {
    ...addressOf(options),
    chart: plan.chart,
    valueFiles: plan.valueFiles,
    set:
      version.suspended && plan.suspendAutoscaling !== null
        ? { ...plan.set, [plan.suspendAutoscaling]: true }
        : plan.set,
    description: inputsDescription(version.inputs, version.suspended),
    deadlineMs: helmDeadlineMs,
    signal: options.signal,
  };
}

/** What has to exist and be ready, each with the generation that Helm has just written. */
export async function expectedObjects(
  reader: ClusterReader,
  namespace: string,
  manifest: Manifest,
): Promise<readonly ExpectedObject[]> {
  const [deployments, statefulSets] = await Promise.all([
    reader.list<V1Deployment>('deployments', namespace),
    reader.list<V1StatefulSet>('statefulsets', namespace),
  ]);
  const generations = new Map(
    [
      ...deployments.map((one) => ['Deployment', one] as const),
      ...statefulSets.map((one) => ['StatefulSet', one] as const),
    ].map(([kind, { metadata }]) => [`${kind}/${metadata?.name}`, metadata?.generation ?? 0]),
  );
  return manifest.objects.map(({ kind, name }) => ({
    kind,
    name,
    generation: generations.get(`${kind}/${name}`) ?? 0,
  }));
}
