/** Part of gate 8: another configuration is rolled out and taken back, and every live object compared with the revision. */

import type { Finding, Measurement } from '../../model/evidence.ts';
import { inSeconds } from '../../model/in-seconds.ts';
import { applyChange, awaitChange } from '../../steps/change-release.ts';
import { helmRefused } from '../../steps/helm-refused.ts';
import { liveDifferences } from '../../steps/live-differences.ts';
import { driftPart } from './drift-part.ts';
import { type RollBack, rollBack } from './roll-back.ts';
import type { RollbackPart, RollbackScene } from './rollback-scene.ts';

export const rollBackWithinSeconds = 60;
/** What is aimed at; the gate's own bound is looser, for slower machines. */
export const rollBackTargetSeconds = 20;
const upgradeDeadlineMs = 180_000;

export async function upgradeAndRollBack(scene: RollbackScene): Promise<RollbackPart> {
  const { context, target, changes, installed, live, mark } = scene;
  const { clock } = context;
  const now = (): number => clock.now().getTime();
  mark('upgrade to another configuration');
  const before = now();
  const startedMs = clock.monotonicMs();
  const applied = await applyChange(target, {
    from: installed,
    set: { [changes.configuration.value]: `t${context.randomHex(4)}` },
    description: 'tengate: gate 8, another configuration',
  });
  if (applied.status === 'cancelled') throw context.signal?.reason;
  const upgraded =
    applied.status === 'failed'
      ? [helmRefused(applied.message)]
      : ((await awaitChange(target, { live, startedMs, deadlineMs: upgradeDeadlineMs }))?.findings ?? []);
  const failedPart = { name: 'rollback', from: before, measurements: [], evidence: [] };
  if (upgraded.length > 0) return { ...failedPart, to: now(), findings: upgraded };

  mark('rollback');
  const back = await rollBack(scene, true);
  const to = now();
  mark('rolled back');
  if (back.findings.length > 0) return { ...failedPart, to, findings: back.findings };
  const compared = driftPart(await liveDifferences(target), target.plan.namespace);
  return {
    name: 'rollback',
    from: before,
    to,
    measurements: [...timesOf(back), ...compared.measurements],
    findings: [...lateness(back, target.plan.namespace), ...compared.findings],
    evidence: compared.evidence,
  };
}

function timesOf({ rolledOutMs, goneMs }: RollBack): readonly Measurement[] {
  const rolledOut = inSeconds(rolledOutMs);
  return [
    {
      name: 'rollback: rolled out after',
      value: rolledOut,
      unit: 's',
      bound: `<= ${rollBackWithinSeconds} s, target ${rollBackTargetSeconds} s`,
      verdict: rolledOut <= rollBackWithinSeconds ? 'passed' : 'failed',
    },
    { name: 'rollback: old pods gone after', value: inSeconds(goneMs), unit: 's' },
  ];
}

function lateness({ rolledOutMs }: RollBack, namespace: string): readonly Finding[] {
  if (inSeconds(rolledOutMs) <= rollBackWithinSeconds) return [];
  return [
    {
      code: 'rollback-too-slow',
      subject: `Release/${namespace}`,
      what: `the earlier revision was rolled out only after ${inSeconds(rolledOutMs)} s`,
      todo: 'shorten what a pod needs until it is Ready, or roll out more pods at a time (maxSurge)',
    },
  ];
}
