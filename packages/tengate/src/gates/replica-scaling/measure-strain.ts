/** Part of gate 5: under real load an autoscaler goes above its least number of replicas, and comes back after it. */

import type { Finding, Measurement } from '../../model/evidence.ts';
import type { LoadPlan } from '../../prober/load-plan.ts';
import type { LoadResult } from '../../prober/load-result.ts';
import { summariseLoad } from '../../prober/summarise-load.ts';
import { type Scaling, scalingOf } from '../../readiness/scaling.ts';
import { awaitLive } from '../../steps/await-live.ts';
import { startLoad } from '../../steps/load/load-session.ts';
import type { GatePart } from '../gate-outcomes.ts';
import type { ScalingScene } from '../replica-scaling.ts';
import { insideAddress } from '../under-load/addresses.ts';
import { loadParts } from '../under-load/load-parts.ts';

/** An autoscaler looks every 15 s, and looks back as long again before it scales up; a pod is then started. */
const aboveWithinSeconds = 120;
const backWithinSeconds = 240;

export async function measureStrain(scene: ScalingScene): Promise<GatePart> {
  const { context, live, changes, target } = scene;
  const { signal, clock } = context;
  const names = changes.replicas.map(({ deployment }) => deployment);
  const scalings = (): readonly Scaling[] => names.flatMap((name) => scalingOf(name, live.objects()) ?? []);
  const plan = await strainPlan(scene);
  if (plan === null)
    return unknown('load generated', `the service ${changes.strain.service} is not in the namespace`);
  const parts = loadParts(context, target);
  if (typeof parts === 'string') return unknown('load generated', parts);
  const load = await startLoad(parts, plan);
  let result: LoadResult;
  let above: Awaited<ReturnType<typeof awaitLive<Scaling>>>;
  let peak = 0;
  try {
    await load.steady();
    scene.mark(`load begins: ${changes.strain.ratePerSecond} requests a second`);
    above = await awaitLive({
      live,
      clock,
      deadlineMs: aboveWithinSeconds * 1_000,
      signal,
      observe: () => {
        const found = scalings().find(({ ready, minimum }) => ready > minimum);
        return found === undefined
          ? { done: false, seen: scalings().map(describe).join('; ') }
          : { done: true, value: found };
      },
    });
  } finally {
    result = await load.stop();
    scene.mark('load ends');
  }
  if (above.status === 'timed-out') return notAbove(above.seen, result, target.plan.namespace);
  const back = await awaitLive({
    live,
    clock,
    deadlineMs: backWithinSeconds * 1_000,
    signal,
    observe: () => {
      peak = Math.max(peak, ...scalings().map(({ ready }) => ready));
      const waiting = scalings().filter(({ existing, minimum }) => existing > minimum);
      return waiting.length === 0
        ? { done: true, value: null }
        : { done: false, seen: waiting.map(describe).join('; ') };
    },
  });
  scene.mark('back at the least number of replicas');
  return {
    measurements: [
      ...loadMeasurements(result),
      seconds(`${above.value.deployment}: above its minimum after`, above.afterMs, aboveWithinSeconds, true),
      { name: `${above.value.deployment}: most replicas under load`, value: peak, unit: 'count' },
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

async function strainPlan({ context, changes, target }: ScalingScene): Promise<LoadPlan | null> {
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
        ratePerSecond: strain.ratePerSecond,
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

function notAbove(seen: string, result: LoadResult, namespace: string): GatePart {
  const finding: Finding = {
    code: 'autoscaler-does-not-react',
    subject: `Namespace/${namespace}`,
    what: `after ${aboveWithinSeconds} s of load no autoscaler has a Ready pod more than its least number: ${seen}`,
    todo: 'raise `changes.strain.ratePerSecond`, or look at the target, the largest number and the room on the nodes',
  };
  return { measurements: loadMeasurements(result), findings: [finding], evidence: [] };
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
    value: Math.round(ms / 100) / 10,
    unit: 's',
    bound: `<= ${within} s`,
    verdict: met ? 'passed' : 'failed',
  };
}
