/** Part of gate 5: one replica more of each workload through Helm, and back. */

import type { Finding, Measurement } from '../../model/evidence.ts';
import { inSeconds } from '../../model/in-seconds.ts';
import { scalingOf } from '../../readiness/scaling.ts';
import { awaitLive } from '../../steps/await-live.ts';
import { applyChange, putBack } from '../../steps/change-release.ts';
import { helmRefused } from '../../steps/helm-refused.ts';
import type { GatePart } from '../gate-outcomes.ts';
import type { ScalingScene } from '../replica-scaling.ts';

/** A pod may take 120 s to its readiness (gate 3); an autoscaler looks every 15 s, and looks back before it scales down. */
const upWithinSeconds = 120;
const backWithinSeconds = 180;

export async function measureReplicas(scene: ScalingScene): Promise<GatePart> {
  const { changes, installed, target } = scene;
  const before = replicasNow(scene);
  const more = Math.max(...before.values()) + 1;
  const set = Object.fromEntries(changes.replicas.map(({ value }) => [value, more]));
  const description = `tengate: gate 5, ${more} replicas`;

  scene.mark(`asks for ${more} replicas through Helm`);
  const applied = await applyChange(target, { from: installed, set, description });
  if (applied.status === 'cancelled') throw scene.context.signal?.reason;
  if (applied.status === 'failed') return refused(applied.message);
  const up = await awaitReplicas(scene, () => more, upWithinSeconds);
  if (up.part !== null) return up.part;
  scene.mark(`${more} replicas are Ready; asks for the old number`);

  const restored = await putBack(target, installed);
  if (restored.status === 'failed') return refused(restored.message);
  const back = await awaitReplicas(scene, (name) => before.get(name) ?? 0, backWithinSeconds);
  if (back.part !== null) return back.part;
  scene.mark('back at the old number');
  return {
    measurements: [
      seconds(`${more} replicas up`, up.afterMs, upWithinSeconds),
      seconds('replicas back', back.afterMs, backWithinSeconds),
    ],
    findings: [],
    evidence: [],
  };
}

function replicasNow({ changes, live }: ScalingScene): ReadonlyMap<string, number> {
  return new Map(
    changes.replicas.map(({ deployment }) => [
      deployment,
      scalingOf(deployment, live.objects())?.minimum ?? 0,
    ]),
  );
}

async function awaitReplicas(
  { changes, live, context, target }: ScalingScene,
  wanted: (deployment: string) => number,
  withinSeconds: number,
): Promise<{ readonly part: GatePart | null; readonly afterMs: number }> {
  const outcome = await awaitLive({
    live,
    clock: context.clock,
    deadlineMs: withinSeconds * 1_000,
    signal: context.signal,
    observe: (objects) => {
      const waiting = changes.replicas.flatMap(({ deployment }) => {
        const scaling = scalingOf(deployment, objects);
        const number = wanted(deployment);
        const there = scaling?.wanted === number && scaling.ready === number && scaling.existing === number;
        return there
          ? []
          : [`${deployment} has ${scaling?.ready} of ${number} Ready, and is asked for ${scaling?.wanted}`];
      });
      return waiting.length === 0 ? { done: true, value: null } : { done: false, seen: waiting.join('; ') };
    },
  });
  if (outcome.status === 'met') return { part: null, afterMs: outcome.afterMs };
  const finding: Finding = {
    code: 'replicas-not-reached',
    subject: `Namespace/${target.plan.namespace}`,
    what: `after ${withinSeconds} s ${outcome.seen}`,
    todo: 'look at the events of the Deployment and its autoscaler: room on the nodes, its largest number, its behaviour',
  };
  return { part: { measurements: [], findings: [finding], evidence: [] }, afterMs: outcome.afterMs };
}

function refused(message: string): GatePart {
  return {
    measurements: [],
    findings: [helmRefused(message)],
    evidence: [],
  };
}

function seconds(name: string, ms: number, within: number): Measurement {
  return { name, value: inSeconds(ms), unit: 's', bound: `<= ${within} s`, verdict: 'passed' };
}
