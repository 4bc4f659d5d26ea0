/** Part of gate 5: every autoscaler knows the load of its pods soon after they are Ready. */

import type { Finding, Measurement } from '../../model/evidence.ts';
import { inSeconds } from '../../model/in-seconds.ts';
import { type Scaling, scalingOf } from '../../readiness/scaling.ts';
import { podsOf } from '../../readiness/workload-pods.ts';
import { awaitLive } from '../../steps/await-live.ts';
import type { GatePart } from '../gate-outcomes.ts';
import type { ScalingScene } from '../replica-scaling.ts';

export const targetsKnownWithinSeconds = 60;

export async function measureTargets(scene: ScalingScene): Promise<GatePart> {
  const { context, live, changes, target } = scene;
  const names = changes.replicas.map(({ deployment }) => deployment);
  const scalings = () => names.flatMap((name) => scalingOf(name, live.objects()) ?? []);
  scene.mark('waits for the autoscalers to know their load');
  await awaitLive({
    live,
    clock: context.clock,
    deadlineMs: targetsKnownWithinSeconds * 1_000,
    signal: context.signal,
    observe: () =>
      scalings().every(isKnown) ? { done: true, value: null } : { done: false, seen: 'targets unknown' },
  });
  const parts = scalings().map((scaling) => judge(scaling, scene, target.plan.namespace));
  return {
    measurements: parts.flatMap((part) => part.measurements),
    findings: parts.flatMap((part) => part.findings),
    evidence: [],
  };
}

function isKnown({ autoscaler }: Scaling): boolean {
  return autoscaler === null || (autoscaler.activeSince !== null && autoscaler.utilisation !== null);
}

function judge(
  scaling: Scaling,
  scene: ScalingScene,
  namespace: string,
): { readonly measurements: readonly Measurement[]; readonly findings: readonly Finding[] } {
  const { deployment, autoscaler } = scaling;
  if (autoscaler === null)
    return {
      measurements: [
        { name: `${deployment}: has an autoscaler`, value: false, bound: 'true', verdict: 'unknown' },
      ],
      findings: [],
    };
  const bound = `<= ${targetsKnownWithinSeconds} s after Ready`;
  const name = `${deployment}: autoscaler's target known after`;
  if (!isKnown(scaling) || autoscaler.activeSince === null)
    return {
      measurements: [{ name, value: null, unit: 's', bound, verdict: 'failed' }],
      findings: [
        {
          code: 'autoscaler-target-unknown',
          subject: `HorizontalPodAutoscaler/${namespace}/${autoscaler.name}`,
          what: `it does not know the CPU use of its pods: ${autoscaler.message}`,
          todo: 'see that metrics-server answers (`kubectl top pods`) and that every container has a CPU request',
        },
      ],
    };
  const ready = firstReadyOf(deployment, scene.live.objects());
  // Without a pod that is Ready there is nothing to count from: it knows its load, and not since when it could.
  if (ready === null)
    return { measurements: [{ name, value: null, unit: 's', bound, verdict: 'unknown' }], findings: [] };
  const couldMs = Math.max(ready, autoscaler.createdAt.getTime());
  const seconds = Math.max(0, inSeconds(autoscaler.activeSince.getTime() - couldMs));
  return {
    measurements: [
      {
        name,
        value: seconds,
        unit: 's',
        bound,
        verdict: seconds <= targetsKnownWithinSeconds ? 'passed' : 'failed',
      },
    ],
    findings: [],
  };
}

/** When the first of its pods that are there now became Ready; milliseconds since 1970. */
function firstReadyOf(deployment: string, objects: Parameters<typeof podsOf>[1]): number | null {
  const times = podsOf({ kind: 'Deployment', name: deployment }, objects).flatMap(({ status }) =>
    (status?.conditions ?? [])
      .filter((condition) => condition.type === 'Ready' && condition.status === 'True')
      .map((condition) => new Date(condition.lastTransitionTime ?? 0).getTime()),
  );
  return times.length === 0 ? null : Math.min(...times);
}
