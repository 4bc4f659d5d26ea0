/** Gate 6: under constant load a pod, a pod of each kind, a process and the database are taken away, and everything comes back. */

import type { Evidence } from '../model/evidence.ts';
import { inSeconds } from '../model/in-seconds.ts';
import type { RecoveryBar } from '../model/timeline.ts';
import type { LoadResult } from '../prober/load-result.ts';
import { failuresIn } from '../prober/summarise-load.ts';
import { type LiveNamespace, watchNamespace } from '../steps/live-namespace.ts';
import { recoveryCases } from './failure-recovery/cases.ts';
import { judgeRecovery, watchAfterMs } from './failure-recovery/judge-recovery.ts';
import { type Recovery, readyWithinSeconds, recover } from './failure-recovery/recovery-case.ts';
import type { Gate, GateOutcome } from './gate.ts';
import type { GateContext } from './gate-context.ts';
import { joined, measuredOutcome, unmeasured, withoutCluster } from './gate-outcomes.ts';
import { releaseTarget } from './release-target.ts';
import { besideLoad } from './under-load/beside-load.ts';
import { judgeWholeLoad } from './under-load/judge-whole-load.ts';
import { loadEvidence } from './under-load/load-evidence.ts';
import type { StandardLoad } from './under-load/standard-load.ts';

export const failureRecovery: Gate<GateContext> = {
  number: 6,
  name: 'failure-recovery',
  title: 'Failure recovery',
  promise:
    'a deleted pod of each workload, one of each at once, a killed process and a deleted database pod are back within 90 s; deletions lose no request, and no acknowledged write is lost',
  after: (context) => context.settled(),
  measure,
};

async function measure(context: GateContext): Promise<GateOutcome> {
  const { cluster, clock, configuration, signal } = context;
  if (cluster === null) return withoutCluster(context);
  if (configuration.changes === undefined || configuration.load === undefined)
    return unmeasured('not measured: tengate.yaml names no load (`load`) or no workloads (`changes`)');
  const { reader, plan } = cluster;
  const target = releaseTarget(context, cluster, 6);
  const live = await watchNamespace({ reader, clock, namespace: plan.namespace });
  try {
    const cases = recoveryCases(configuration.changes, live.objects(), plan.release);
    const beside = await besideLoad(context, target, async ({ mark }) => {
      const recoveries: Recovery[] = [];
      for (const one of cases) {
        mark(one.name);
        const recovery = await recover(
          { reader, engine: context.engine, namespace: plan.namespace, live, clock, signal },
          one,
        );
        // What may cost requests until everything is back must be seen to cost none from then on.
        if (one.bound === 'until-back') await clock.wait(watchAfterMs, signal);
        recoveries.push({ ...recovery, to: clock.now().getTime() });
        mark(`${one.name}: all back`);
      }
      return recoveries;
    });
    if (typeof beside === 'string') return unmeasured(`not measured: ${beside}`);
    const { value: recoveries, ...measured } = beside;
    return await outcomeOf({ context, cases, recoveries, live, namespace: plan.namespace, ...measured });
  } finally {
    await live.stop();
  }
}

async function outcomeOf(options: {
  readonly context: GateContext;
  readonly load: StandardLoad;
  readonly cases: ReturnType<typeof recoveryCases>;
  readonly recoveries: readonly Recovery[];
  readonly result: LoadResult;
  readonly live: LiveNamespace;
  readonly namespace: string;
}): Promise<GateOutcome> {
  const { context, load, cases, recoveries, result, live, namespace } = options;
  const parts = [
    ...recoveries.map((recovery) =>
      judgeRecovery({
        recovery,
        kind: cases.find(({ name }) => name === recovery.name)?.bound ?? 'none',
        result,
        namespace,
      }),
    ),
    ...(await judgeWholeLoad({
      context,
      live,
      subject: `Namespace/${namespace}`,
      result,
      stretches: recoveries,
    })),
  ];
  const all = joined(parts);
  const evidence: readonly Evidence[] = [
    ...loadEvidence({
      title: 'Load during recovery',
      subject: `Namespace/${namespace}`,
      calibration: load.calibration,
      result,
      spans: recoveries,
    }),
    {
      kind: 'recoveries',
      subject: `Namespace/${namespace}`,
      data: recoveries.map((recovery) => barOf(recovery, result)),
    },
    ...all.evidence,
  ];
  return measuredOutcome({ ...all, evidence }, () => summaryOf(recoveries));
}

function barOf({ name, readyMs, from, to }: Recovery, result: LoadResult): RecoveryBar {
  return {
    name,
    seconds: readyMs === null ? null : inSeconds(readyMs),
    boundSeconds: readyWithinSeconds,
    failedRequests: failuresIn(result, { from, to }).length,
  };
}

function summaryOf(recoveries: readonly Recovery[]): string {
  return `Ready again: ${recoveries.map(({ name, readyMs }) => `${name} ${((readyMs ?? 0) / 1000).toFixed(1)} s`).join(', ')}`;
}
