/** Gate 8: under constant load the earlier revision comes back whole, and a broken upgrade is named and taken back unseen. */

import type { Evidence, Measurement } from '../model/evidence.ts';
import type { LoadResult } from '../prober/load-result.ts';
import type { LiveNamespace } from '../steps/live-namespace.ts';
import type { Gate, GateOutcome } from './gate.ts';
import type { GateContext } from './gate-context.ts';
import { joined, measuredOutcome, unmeasured } from './gate-outcomes.ts';
import { breakAndRollBack } from './helm-rollback/break-and-roll-back.ts';
import { measureKill } from './helm-rollback/measure-kill.ts';
import type { RollbackPart, RollbackScene } from './helm-rollback/rollback-scene.ts';
import { rollBackWithinSeconds, upgradeAndRollBack } from './helm-rollback/upgrade-and-roll-back.ts';
import { type ChangeScene, measureChanges } from './measure-changes.ts';
import { besideLoad } from './under-load/beside-load.ts';
import { judgeLoss } from './under-load/judge-load.ts';
import { judgeWholeLoad } from './under-load/judge-whole-load.ts';
import { loadEvidence } from './under-load/load-evidence.ts';
import type { StandardLoad } from './under-load/standard-load.ts';

export const helmRollback: Gate<GateContext> = {
  number: 8,
  name: 'helm-rollback',
  title: 'Helm rollback',
  promise: `the earlier revision is restored within ${rollBackWithinSeconds} s with zero failed requests, the live objects equal it, a pod killed afterwards returns with it, and broken upgrades are named and rolled back while the old pods go on serving`,
  after: (context) => context.settled(),
  measure: (context) => measureChanges({ context, gate: 8, underLoad: true, measure }),
};

async function measure(changing: ChangeScene): Promise<GateOutcome> {
  const { context, target, changes, live } = changing;
  const beside = await besideLoad(context, target, async ({ mark }) => {
    const scene: RollbackScene = { ...changing, mark };
    const parts = [await upgradeAndRollBack(scene)];
    if (isWhole(parts)) parts.push(await measureKill(scene));
    for (const broken of changes.broken)
      if (isWhole(parts)) parts.push(await breakAndRollBack(scene, broken));
    return parts;
  });
  if (typeof beside === 'string') return unmeasured(`not measured: ${beside}`);
  const { value: parts, ...measured } = beside;
  return outcomeOf({ context, live, namespace: target.plan.namespace, parts, ...measured });
}

/** What comes after a failure would be measured on a release that is not at rest. */
function isWhole(parts: readonly RollbackPart[]): boolean {
  return parts.every(({ findings }) => findings.length === 0);
}

async function outcomeOf(options: {
  readonly context: GateContext;
  readonly load: StandardLoad;
  readonly live: LiveNamespace;
  readonly namespace: string;
  readonly parts: readonly RollbackPart[];
  readonly result: LoadResult;
}): Promise<GateOutcome> {
  const { context, load, live, namespace, parts, result } = options;
  const judged = [
    ...parts.flatMap((part) => [
      part,
      judgeLoss({ name: part.name, subject: `Release/${namespace}`, result, stretch: part }),
    ]),
    ...(await judgeWholeLoad({
      context,
      live,
      subject: `Release/${namespace}`,
      result,
      stretches: parts,
    })),
  ];
  const all = joined(judged);
  const evidence: readonly Evidence[] = [
    ...loadEvidence({
      title: 'Load during the rollbacks',
      subject: `Namespace/${namespace}`,
      calibration: load.calibration,
      result,
      spans: parts,
    }),
    ...all.evidence,
  ];
  return measuredOutcome({ ...all, evidence }, () => summaryOf(all.measurements, parts));
}

function summaryOf(measurements: readonly Measurement[], parts: readonly RollbackPart[]): string {
  const seconds = measurements.find(({ name }) => name === 'rollback: rolled out after')?.value;
  return `rolled out after ${seconds} s, live objects equal the revision, no request lost in ${parts.length} changes`;
}
