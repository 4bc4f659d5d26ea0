/** Part of gate 5: under real load an autoscaler goes above its least number of replicas, and comes back after it. */

import type { Finding, Measurement } from '../../model/evidence.ts';
import { inSeconds } from '../../model/in-seconds.ts';
import type { WaitOutcome } from '../../ports/wait-until.ts';
import type { LoadPlan } from '../../prober/load-plan.ts';
import type { LoadResult } from '../../prober/load-result.ts';
import { summariseLoad } from '../../prober/summarise-load.ts';
import { type Scaling, scalingOf } from '../../readiness/scaling.ts';
import { awaitLive } from '../../steps/await-live.ts';
import { judgeStep } from '../../steps/load/calibrate.ts';
import type { LoadParts } from '../../steps/load/load-parts.ts';
import { startLoad } from '../../steps/load/load-session.ts';
import type { GatePart } from '../gate-outcomes.ts';
import type { ScalingScene } from '../replica-scaling.ts';
import { insideAddress } from '../under-load/addresses.ts';
import { loadParts } from '../under-load/load-parts.ts';

/** An autoscaler looks every 15 s, and looks back as long again before it scales up; a pod is then started. */
const aboveWithinSeconds = 60;
const backWithinSeconds = 240;
/** How often the rate is doubled where it was too little to move an autoscaler. */
const doublings = 2;

export async function measureStrain(scene: ScalingScene): Promise<GatePart> {
  const { context, target, changes } = scene;
  const parts = loadParts(context, target);
  if (typeof parts === 'string') return unknown('load generated', parts);
  if (scalingsOf(scene).every(({ autoscaler }) => autoscaler === null))
    return unknown('an autoscaler follows the load', 'there is none');
  const attempts: Attempt[] = [];
  for (let doubled = 0; doubled <= doublings; doubled += 1) {
    const rate = changes.strain.ratePerSecond * 2 ** doubled;
    const plan = await strainPlan(scene, rate);
    if (plan === null)
      return unknown('load generated', `the service ${changes.strain.service} is not in the namespace`);
    const attempt = await strain(scene, parts, plan);
    attempts.push(attempt);
    if (attempt.above.status === 'met') return comeBack(scene, attempt);
    // More of it would only break what is overwhelmed already.
    if (!judgeStep(attempt.result).held) break;
  }
  return notAbove(attempts, target.plan.namespace);
}

type Attempt = {
  readonly rate: number;
  readonly result: LoadResult;
  readonly above: WaitOutcome<Scaling>;
};

/** One load until an autoscaler has a Ready pod more than its least number. */
async function strain(scene: ScalingScene, parts: LoadParts, plan: LoadPlan): Promise<Attempt> {
  const { context, live, mark } = scene;
  const rate = plan.streams.reduce((sum, { ratePerSecond }) => sum + ratePerSecond, 0);
  const load = await startLoad(parts, plan);
  let above: WaitOutcome<Scaling>;
  let result: LoadResult;
  try {
    await load.steady();
    mark(`load begins: ${rate} requests a second`);
    above = await awaitLive({
      live,
      clock: context.clock,
      deadlineMs: aboveWithinSeconds * 1_000,
      signal: context.signal,
      observe: () => {
        const found = scalingsOf(scene).find(({ ready, minimum }) => ready > minimum);
        return found === undefined
          ? { done: false, seen: scalingsOf(scene).map(describe).join('; ') }
          : { done: true, value: found };
      },
    });
  } finally {
    result = await load.stop();
    mark('load ends');
  }
  return { rate, result, above };
}

async function comeBack(scene: ScalingScene, { rate, result, above }: Attempt): Promise<GatePart> {
  const { context, live, target, mark } = scene;
  let peak = above.status === 'met' ? above.value.ready : 0;
  const back = await awaitLive({
    live,
    clock: context.clock,
    deadlineMs: backWithinSeconds * 1_000,
    signal: context.signal,
    observe: () => {
      peak = Math.max(peak, ...scalingsOf(scene).map(({ ready }) => ready));
      const waiting = scalingsOf(scene).filter(({ existing, minimum }) => existing > minimum);
      return waiting.length === 0
        ? { done: true, value: null }
        : { done: false, seen: waiting.map(describe).join('; ') };
    },
  });
  mark('back at the least number of replicas');
  const name = above.status === 'met' ? above.value.deployment : '';
  return {
    measurements: [
      { name: 'load: rate', value: rate, unit: '/s' },
      ...loadMeasurements(result),
      seconds(`${name}: above its minimum after`, above.afterMs, aboveWithinSeconds, true),
      { name: `${name}: most replicas under load`, value: peak, unit: 'count' },
      seconds('back at its minimum after', back.afterMs, backWithinSeconds, back.status === 'met'),
    ],
    findings:
      back.status === 'met'
        ? []
        : [
            {
              code: 'autoscaler-does-not-come-back',
              subject: `Namespace/${target.plan.namespace}`,
              what: `${backWithinSeconds} s after the load ended: ${back.seen}`,
              todo: "look at its behaviour (`scaleDown`), and at what still uses the pods' CPU",
            },
          ],
    evidence: [],
  };
}

function scalingsOf({ changes, live }: ScalingScene): readonly Scaling[] {
  return changes.replicas.flatMap(({ deployment }) => scalingOf(deployment, live.objects()) ?? []);
}

async function strainPlan(
  { context, changes, target }: ScalingScene,
  ratePerSecond: number,
): Promise<LoadPlan | null> {
  const { strain } = changes;
  const service = context.configuration.services.find(({ name }) => name === strain.service);
  const address = service === undefined ? null : await insideAddress(target, service);
  if (service === undefined || address === null) return null;
  return {
    version: 1,
    runId: context.runId,
    answeredByHeader: context.configuration.load?.answeredBy ?? 'x-served-by',
    limitMs: (aboveWithinSeconds + 60) * 1_000,
    streams: [
      {
        name: `${service.name} strain`,
        target: service.name,
        url: `http://${address}${strain.path}`,
        connections: 'kept',
        ratePerSecond,
        request: { method: 'GET', headers: {}, body: null },
        expectStatus: [],
        timeoutMs: 10_000,
        write: false,
      },
    ],
  };
}

function loadMeasurements(result: LoadResult): readonly Measurement[] {
  return summariseLoad(result).flatMap(({ name, sent, failed }) => [
    { name: `${name}: requests sent`, value: sent, unit: 'count' },
    { name: `${name}: requests failed`, value: failed, unit: 'count' },
  ]);
}

function notAbove(attempts: readonly Attempt[], namespace: string): GatePart {
  const last = attempts.at(-1);
  const seen = last?.above.status === 'timed-out' ? last.above.seen : '';
  const finding: Finding = {
    code: 'autoscaler-does-not-react',
    subject: `Namespace/${namespace}`,
    what: `after ${aboveWithinSeconds} s at ${attempts.map(({ rate }) => rate).join(', then ')} requests a second no autoscaler has a Ready pod more than its least number: ${seen}`,
    todo: 'look at the target, the largest number and the room on the nodes; or set `changes.strain.ratePerSecond` to what the pods hold',
  };
  return {
    measurements: last === undefined ? [] : loadMeasurements(last.result),
    findings: [finding],
    evidence: [],
  };
}

function unknown(name: string, why: string): GatePart {
  return {
    measurements: [{ name, value: why, bound: 'some', verdict: 'unknown' }],
    findings: [],
    evidence: [],
  };
}

function describe({ deployment, ready, minimum, autoscaler }: Scaling): string {
  const use =
    autoscaler === null ? 'no autoscaler' : `${autoscaler.utilisation ?? '?'} % of ${autoscaler.target} %`;
  return `${deployment}: ${ready} Ready, least ${minimum}, ${use}`;
}

function seconds(name: string, ms: number, within: number, met: boolean): Measurement {
  return {
    name,
    value: inSeconds(ms),
    unit: 's',
    bound: `<= ${within} s`,
    verdict: met ? 'passed' : 'failed',
  };
}
