/** `tengate heal`: takes pods away and times how they come back. */

import { recoveryCases } from '../../gates/failure-recovery/cases.ts';
import {
  type Recovery,
  type RecoveryCase,
  readyWithinSeconds,
  recover,
} from '../../gates/failure-recovery/recovery-case.ts';
import { type GatePart, joined } from '../../gates/gate-outcomes.ts';
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
        const recoveries: Recovery[] = [];
        return await underLoad({
          context,
          operation,
          load: options.load,
          work: async (mark) => {
            for (const one of cases) {
              mark(one.name);
              const scene = { reader, engine, namespace: plan.namespace, live, clock, signal };
              recoveries.push(await recover(scene, one));
            }
            return joined(recoveries.map((one) => partOf(one, plan.namespace)));
          },
          done: () =>
            recoveries
              .map(({ name, readyMs }) => `${name}: Ready again after ${inSeconds(readyMs ?? 0)} s`)
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
): readonly RecoveryCase[] {
  if (configuration.changes === undefined)
    throw new TengateError({
      code: 'heal-not-configured',
      kind: 'usage',
      what: 'tengate.yaml does not say which Deployments the application has.',
      todo: 'Name them under changes.replicas.',
    });
  const known = new Map(
    recoveryCases(configuration.changes, live.objects(), cluster.plan.release)
      .flatMap((one) => (one.workloads.length === 1 ? one.workloads : []))
      .map((workload) => [workload.name, workload]),
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
    .filter(({ kind, name }) => (workloads.length === 0 ? kind === 'Deployment' : workloads.includes(name)))
    .map((workload) => ({
      name: `${workload.name} ${how === 'delete' ? 'pod deleted' : 'process killed'}`,
      workloads: [workload],
      how,
    }));
}

function partOf({ name, readyMs, fullMs, missing, victims }: Recovery, namespace: string): GatePart {
  return {
    measurements: [
      {
        name: `${name}: Ready again after`,
        value: readyMs === null ? null : inSeconds(readyMs),
        unit: 's',
        bound: `<= ${readyWithinSeconds} s`,
        verdict: readyMs === null ? 'failed' : 'passed',
      },
      { name: `${name}: full count after`, value: fullMs === null ? null : inSeconds(fullMs), unit: 's' },
    ],
    findings:
      missing === null
        ? []
        : [
            {
              code: 'not-recovered',
              subject: victims.map((victim) => victim.replace('Pod/', `Pod/${namespace}/`)).join(', '),
              what: `${name}: after ${readyWithinSeconds} s ${missing}`,
              todo: 'look at the events of the new pod: its image, its volume, its probes',
            },
          ],
    evidence: [],
  };
}
