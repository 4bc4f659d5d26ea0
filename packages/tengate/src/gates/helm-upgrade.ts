/** Gate 7: under constant load more replicas, another configuration and another image arrive without a lost request. */

import type { Evidence, Measurement } from '../model/evidence.ts';
import type { LoadResult } from '../prober/load-result.ts';
import { summariseLoad } from '../prober/summarise-load.ts';
import type { LiveNamespace } from '../steps/live-namespace.ts';
import type { Gate, GateOutcome } from './gate.ts';
import type { GateContext } from './gate-context.ts';
import { joined, measuredOutcome, unmeasured } from './gate-outcomes.ts';
import { applyUpgrade, type UpgradeOutcome } from './helm-upgrade/apply-upgrade.ts';
import { planUpgrades, type Upgrade } from './helm-upgrade/plan-upgrades.ts';
import { type ChangeScene, measureChanges } from './measure-changes.ts';
import { besideLoad } from './under-load/beside-load.ts';
import { gapName, judgeGap, judgeLoss, longestGapMs } from './under-load/judge-load.ts';
import { judgeWholeLoad } from './under-load/judge-whole-load.ts';
import { loadEvidence } from './under-load/load-evidence.ts';
import type { StandardLoad } from './under-load/standard-load.ts';

export const helmUpgrade: Gate<GateContext> = {
  number: 7,
  name: 'helm-upgrade',
  title: 'Helm upgrade',
  promise: `more replicas, another configuration and another image reach every pod under load with zero failed requests over fresh and kept connections, no service silent for more than ${longestGapMs} ms, and every acknowledged write stored`,
  after: (context) => context.settled(),
  measure: (context) => measureChanges({ context, gate: 7, underLoad: true, measure }),
};

async function measure(scene: ChangeScene): Promise<GateOutcome> {
  const { context, target, changes, live } = scene;
  // The image is built before there is any load: a compiler is no part of an upgrade.
  const upgrades = await planUpgrades(context, target, changes);
  if (typeof upgrades === 'string') return unmeasured(`not measured: ${upgrades}`);
  const beside = await besideLoad(context, target, ({ mark }) => upgradeAll(scene, upgrades, mark));
  if (typeof beside === 'string') return unmeasured(`not measured: ${beside}`);
  const { value: outcomes, ...measured } = beside;
  return outcomeOf({ context, live, namespace: target.plan.namespace, outcomes, ...measured });
}

/** One on top of the other; what comes after one that failed would be measured on a release that is not at rest. */
async function upgradeAll(
  scene: ChangeScene,
  upgrades: readonly Upgrade[],
  mark: (text: string) => void,
): Promise<readonly UpgradeOutcome[]> {
  const outcomes: UpgradeOutcome[] = [];
  let set = {};
  for (const upgrade of upgrades) {
    set = { ...set, ...upgrade.set };
    mark(upgrade.name);
    const outcome = await applyUpgrade({ ...scene, upgrade, set });
    mark(`${upgrade.name}: ${outcome.failure === null ? 'all pods are new' : 'failed'}`);
    outcomes.push(outcome);
    if (outcome.failure !== null) break;
  }
  return outcomes;
}

async function outcomeOf(options: {
  readonly context: GateContext;
  readonly load: StandardLoad;
  readonly live: LiveNamespace;
  readonly namespace: string;
  readonly outcomes: readonly UpgradeOutcome[];
  readonly result: LoadResult;
}): Promise<GateOutcome> {
  const { context, load, live, namespace, outcomes, result } = options;
  const parts = [
    ...outcomes.flatMap(({ name, from, to, part }) => {
      const stretch = { name, subject: `Release/${namespace}`, result, stretch: { from, to } };
      return [part, judgeLoss(stretch), judgeGap(stretch)];
    }),
    ...(await judgeWholeLoad({
      context,
      live,
      subject: `Release/${namespace}`,
      result,
      stretches: outcomes,
    })),
  ];
  const all = joined(parts);
  const measurements = [
    { name: 'rate of the load', value: load.ratePerSecond, unit: '/s' },
    ...all.measurements,
  ];
  const evidence: readonly Evidence[] = [
    ...loadEvidence({
      title: 'Load during the upgrades',
      subject: `Namespace/${namespace}`,
      calibration: load.calibration,
      result,
      spans: outcomes,
    }),
    ...all.evidence,
  ];
  return measuredOutcome({ ...all, measurements, evidence }, () =>
    summaryOf(outcomes, result, { rate: load.ratePerSecond, gapMs: longestOf(all.measurements) }),
  );
}

function longestOf(measurements: readonly Measurement[]): number {
  return Math.max(
    0,
    ...measurements.flatMap(({ name, value }) =>
      name.includes(gapName) && typeof value === 'number' ? [value] : [],
    ),
  );
}

function summaryOf(
  outcomes: readonly UpgradeOutcome[],
  result: LoadResult,
  { rate, gapMs }: { readonly rate: number; readonly gapMs: number },
): string {
  const sent = summariseLoad(result).reduce((sum, one) => sum + one.sent, 0);
  const times = outcomes
    .map(({ name, from, to }) => `${name} ${Math.round((to - from) / 1_000)} s`)
    .join(', ');
  return `0 of ${sent} requests failed at ${rate} a second, no service silent for more than ${gapMs} ms: ${times}`;
}
