/** Which pods gate 6 takes away, in their order, and what each case may cost. */

import type { V1StatefulSet } from '@kubernetes/client-node';
import type { ChangesConfiguration } from '../../model/configuration.ts';
import type { Workload } from '../../readiness/workload-pods.ts';
import type { RecoveryCase } from './recovery-case.ts';

/** `none`: no request may fail. `until-back`: some may, but none that was to be sent once everything was Ready again. */
export type LossBound = 'none' | 'until-back';

export type BoundCase = RecoveryCase & { readonly bound: LossBound };

/** @param release name of the Helm release, by which its StatefulSets are known (`app.kubernetes.io/instance`) */
export function recoveryCases(
  changes: ChangesConfiguration,
  objects: { readonly statefulSets: readonly V1StatefulSet[] },
  release: string,
): readonly BoundCase[] {
  const deployments = changes.replicas.map(
    ({ deployment }): Workload => ({ kind: 'Deployment', name: deployment }),
  );
  const databases = objects.statefulSets
    .filter(({ metadata }) => metadata?.labels?.['app.kubernetes.io/instance'] === release)
    .map(({ metadata }): Workload => ({ kind: 'StatefulSet', name: metadata?.name ?? '' }));
  const each = deployments.map(
    (one): BoundCase => ({ name: `${one.name} pod deleted`, workloads: [one], how: 'delete', bound: 'none' }),
  );
  const together: readonly BoundCase[] =
    deployments.length < 2
      ? []
      : [{ name: 'a pod of each deleted', workloads: deployments, how: 'delete', bound: 'none' }];
  const killed = deployments.slice(0, 1).map(
    (one): BoundCase => ({
      name: `${one.name} process killed`,
      workloads: [one],
      how: 'kill',
      bound: 'until-back',
    }),
  );
  const lost = databases.map(
    (one): BoundCase => ({
      name: `${one.name} pod deleted`,
      workloads: [one],
      how: 'delete',
      bound: 'until-back',
    }),
  );
  return [...each, ...together, ...killed, ...lost];
}
