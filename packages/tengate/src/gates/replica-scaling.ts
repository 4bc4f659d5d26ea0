/** Gate 5: three replicas and back through Helm, and an autoscaler that knows its load, follows it up and comes back. */

import type { V1Deployment } from '@kubernetes/client-node';
import type { Evidence, Finding, Measurement } from '../model/evidence.ts';
import { containersWithoutCpuRequest, scalingOf } from '../readiness/scaling.ts';
import { recordScaling, type ScalingRecording } from '../steps/record-scaling.ts';
import type { Gate, GateOutcome } from './gate.ts';
import { type GateContext, gateStep } from './gate-context.ts';
import { type GatePart, joined, measuredOutcome, unmeasured } from './gate-outcomes.ts';
import { type ChangeScene, measureChanges } from './measure-changes.ts';
import { measureReplicas } from './replica-scaling/measure-replicas.ts';
import { measureStrain } from './replica-scaling/measure-strain.ts';
import { measureTargets } from './replica-scaling/measure-targets.ts';
import { scalingTimeline } from './replica-scaling/scaling-timeline.ts';

export const replicaScaling: Gate<GateContext> = {
  number: 5,
  name: 'replica-scaling',
  title: 'Replica scaling',
  promise:
    'one more replica of each workload and back through Helm, and an autoscaler that knows its load within 60 s, goes above its least number of replicas under load and comes back after it',
  after: (context) => context.settled(),
  measure: (context) => measureChanges({ context, gate: 5, underLoad: false, measure }),
};

/** What the parts of this gate share. */
export type ScalingScene = ChangeScene & {
  readonly recording: ScalingRecording;
  /** For the timeline. */
  readonly mark: (text: string) => void;
};

async function measure(changing: ChangeScene): Promise<GateOutcome> {
  const { context, changes, live, target } = changing;
  const { clock, progress } = context;
  const deployments = changes.replicas.map(({ deployment }) => deployment);
  const missing = deployments.filter((name) => scalingOf(name, live.objects()) === null);
  if (missing.length > 0) return unmeasured(`there is no Deployment ${missing.join(', ')} in the namespace`);
  const recording = recordScaling({ live, clock, deployments });
  const marks: { readonly at: number; readonly text: string }[] = [];
  const scene: ScalingScene = {
    ...changing,
    recording,
    mark: (text) => {
      marks.push({ at: clock.now().getTime(), text });
      progress({ kind: 'detail', id: gateStep(5), text });
    },
  };
  try {
    const parts = await measureAll(scene, live.objects().deployments);
    await recording.stop();
    const evidence: Evidence = {
      kind: 'timeline',
      subject: `Namespace/${target.plan.namespace}`,
      data: scalingTimeline(recording.points, marks),
    };
    return outcomeOf(parts, evidence);
  } finally {
    await recording.stop();
  }
}

/** Without a CPU request nothing after it can be measured: an autoscaler has no percentage of nothing. */
async function measureAll(
  scene: ScalingScene,
  deployments: readonly V1Deployment[],
): Promise<readonly GatePart[]> {
  const blind = scene.changes.replicas.flatMap(({ deployment }) =>
    withoutRequest(
      deployments.find(({ metadata }) => metadata?.name === deployment),
      scene.target.plan.namespace,
    ),
  );
  if (blind.length > 0) return [{ measurements: [], findings: blind, evidence: [] }];
  const parts: GatePart[] = [];
  for (const part of [measureTargets, measureReplicas, measureStrain]) {
    const measured = await part(scene);
    parts.push(measured);
    // What follows would fail for the same reason, after minutes of waiting.
    if (measured.findings.length > 0) break;
  }
  return parts;
}

function withoutRequest(deployment: V1Deployment | undefined, namespace: string): readonly Finding[] {
  const containers = deployment === undefined ? [] : containersWithoutCpuRequest(deployment);
  if (containers.length === 0) return [];
  return [
    {
      code: 'cpu-request-missing',
      subject: `Deployment/${namespace}/${deployment?.metadata?.name}`,
      what: `its containers ${containers.join(', ')} have no CPU request: the autoscaler's percentage is of nothing, its target stays <unknown>`,
      todo: 'give every container a CPU request',
    },
  ];
}

function outcomeOf(parts: readonly GatePart[], timeline: Evidence): GateOutcome {
  const all = joined(parts);
  return measuredOutcome({ ...all, evidence: [timeline, ...all.evidence] }, () =>
    summaryOf(all.measurements),
  );
}

function summaryOf(measurements: readonly Measurement[]): string {
  const short = [
    'replicas up',
    'replicas back',
    'most replicas under load',
    'above its minimum after',
    'back at its minimum after',
  ];
  return measurements
    .filter(({ name }) => short.some((ending) => name.endsWith(ending)))
    .map(
      ({ name, value, unit }) =>
        `${name} ${value}${unit === undefined || unit === 'count' ? '' : ` ${unit}`}`,
    )
    .join(', ');
}
