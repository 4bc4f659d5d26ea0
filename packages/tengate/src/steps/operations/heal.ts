/** `tengate heal`: takes pods away and times how they come back. */

import { type BoundCase, type LossBound, recoveryCases } from '../../gates/failure-recovery/cases.ts';
import { judgeCost, judgeReturn, watchAfterMs } from '../../gates/failure-recovery/judge-recovery.ts';
import { type Recovery, type RecoveryCase, recover } from '../../gates/failure-recovery/recovery-case.ts';
import { joined } from '../../gates/gate-outcomes.ts';
import { releaseTarget } from '../../gates/release-target.ts';
import { inSeconds } from '../../model/in-seconds.ts';
import { TengateError } from '../../model/tengate-error.ts';
import { type LiveNamespace, watchNamespace } from '../live-namespace.ts';
import { requireInstalled } from '../require-installed.ts';
import type { Operation, OperationContext } from './operation.ts';
import { underLoad } from './under-load.ts';

export type HealOptions = {
  /** Names of Deployments or StatefulSets; none means every Deployment that tengate.yaml names. */
  readonly workloads: readonly string[];
  /** `delete` a pod, or `kill` the process in its container. */
  readonly how: RecoveryCase['how'];
  readonly load: boolean;
};

export function heal(options: HealOptions): Operation {
  const operation: Operation = {
    number: 6,
    name: 'heal',
    title: 'Heal',
    measure: async (context) => {
      const { cluster, clock, engine, signal } = context;
      const { reader, plan } = cluster;
      await requireInstalled(releaseTarget(context, cluster, operation.number));
      const live = await watchNamespace({ reader, clock, namespace: plan.namespace });
      try {
        const cases = chosen(context, live, options);
        const recoveries: { readonly kind: LossBound; readonly recovery: Recovery }[] = [];
        return await underLoad({
          context,
          operation,
          load: options.load,
          work: async (mark) => {
            for (const one of cases) {
              mark(one.name);
              const scene = { reader, engine, namespace: plan.namespace, live, clock, signal };
              const recovery = await recover(scene, one);
              // What may cost requests until everything is back must be seen to cost none from then on.
              if (options.load && one.bound === 'until-back') await clock.wait(watchAfterMs, signal);
              recoveries.push({ kind: one.bound, recovery: { ...recovery, to: clock.now().getTime() } });
            }
            return joined(recoveries.map((one) => judgeReturn({ ...one, namespace: plan.namespace })));
          },
          loss: (result) =>
            joined(recoveries.map((one) => judgeCost({ ...one, result, namespace: plan.namespace }))),
          done: () =>
            recoveries
              .map(
                ({ recovery: { name, readyMs } }) =>
                  `${name}: Ready again after ${inSeconds(readyMs ?? 0)} s`,
              )
              .join('; '),
        });
      } finally {
        await live.stop();
      }
    },
  };
  return operation;
}

/** The cases of the gate, one workload at a time: what it does to several at once is no everyday matter. */
function chosen(
  { configuration, cluster }: OperationContext,
  live: LiveNamespace,
  { workloads, how }: HealOptions,
): readonly BoundCase[] {
  if (configuration.changes === undefined)
    throw new TengateError({
      code: 'heal-not-configured',
      kind: 'usage',
      what: 'tengate.yaml does not say which Deployments the application has.',
      todo: 'Name them under changes.replicas.',
    });
  const known = new Map(
    recoveryCases(configuration.changes, live.objects(), cluster.plan.release)
      .filter(({ how: way, workloads: some }) => way === 'delete' && some.length === 1)
      .flatMap(({ workloads: some, bound }) =>
        some.map((workload) => [workload.name, { workload, bound }] as const),
      ),
  );
  const unknown = workloads.find((name) => !known.has(name));
  if (unknown !== undefined)
    throw new TengateError({
      code: 'workload-unknown',
      kind: 'usage',
      what: `The release has no workload "${unknown}" that could be healed.`,
      todo: `Use one of: ${[...known.keys()].join(', ')}`,
    });
  return [...known.values()]
    .filter(({ workload: { kind, name } }) =>
      workloads.length === 0 ? kind === 'Deployment' : workloads.includes(name),
    )
    .map(({ workload, bound }) => ({
      name: `${workload.name} ${how === 'delete' ? 'pod deleted' : 'process killed'}`,
      workloads: [workload],
      how,
      bound: how === 'kill' ? 'until-back' : bound,
    }));
}
