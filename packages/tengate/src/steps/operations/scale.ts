/** `tengate scale`: another number of replicas, through the chart's values, so that nobody's number is overruled by another's. */

import { type GatePart, joined } from '../../gates/gate-outcomes.ts';
import { releaseTarget } from '../../gates/release-target.ts';
import type { ChangesConfiguration } from '../../model/configuration.ts';
import { TengateError } from '../../model/tengate-error.ts';
import { type Scaling, scalingOf } from '../../readiness/scaling.ts';
import { awaitLive } from '../await-live.ts';
import { awaitOldGone } from '../await-old-gone.ts';
import type { ReleaseTarget } from '../change-release.ts';
import { type LiveNamespace, watchNamespace } from '../live-namespace.ts';
import { requireInstalled } from '../require-installed.ts';
import { applyValues, changeDeadlineMs } from './apply-values.ts';
import type { Operation, OperationContext } from './operation.ts';
import { underLoad } from './under-load.ts';

type Scaled = ChangesConfiguration['replicas'];

/** @param options.deployments names of those to scale; none means all that tengate.yaml names */
export function scale(options: {
  readonly replicas: number;
  readonly deployments: readonly string[];
  readonly load: boolean;
}): Operation {
  const { replicas, deployments, load } = options;
  const operation: Operation = {
    number: 5,
    name: 'scale',
    title: 'Scale',
    measure: async (context) => {
      const { cluster, clock } = context;
      const scaled = chosen(context, deployments);
      const target = releaseTarget(context, cluster, operation.number);
      const installed = await requireInstalled(target);
      const live = await watchNamespace({ reader: cluster.reader, clock, namespace: cluster.plan.namespace });
      try {
        refuseAboveMaximum(scaled, live, replicas);
        return await underLoad({
          context,
          operation,
          load,
          work: async (mark) => {
            mark(`asks for ${replicas} replicas`);
            const applied = await applyValues(target, {
              live,
              installed,
              set: Object.fromEntries(scaled.map(({ value }) => [value, replicas])),
              description: `tengate: ${replicas} replicas`,
            });
            if (applied.findings.length > 0) return applied;
            return joined([applied, await awaitReplicas(target, { live, scaled, replicas })]);
          },
          done: () => scaled.map(({ deployment }) => sentence(deployment, live)).join('; '),
        });
      } finally {
        await live.stop();
      }
    },
  };
  return operation;
}

function chosen({ configuration }: OperationContext, deployments: readonly string[]): Scaled {
  const known = configuration.changes?.replicas ?? [];
  const names = known.map(({ deployment }) => deployment);
  if (known.length === 0)
    throw new TengateError({
      code: 'scale-not-configured',
      kind: 'usage',
      what: 'tengate.yaml does not say which values of the chart hold the replicas.',
      todo: 'Name them under changes.replicas: the Deployment, and the path of its least number of replicas.',
    });
  const unknown = deployments.find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new TengateError({
      code: 'deployment-unknown',
      kind: 'usage',
      what: `tengate.yaml names no Deployment "${unknown}" under changes.replicas.`,
      todo: `Use one of: ${names.join(', ')}`,
    });
  return deployments.length === 0
    ? known
    : known.filter(({ deployment }) => deployments.includes(deployment));
}

/** Helm would take it, and the API server refuse an autoscaler whose least number is above its most. */
function refuseAboveMaximum(scaled: Scaled, live: LiveNamespace, replicas: number): void {
  for (const { deployment } of scaled) {
    const autoscaler = scalingOf(deployment, live.objects())?.autoscaler ?? null;
    if (autoscaler !== null && replicas > autoscaler.maximum)
      throw new TengateError({
        code: 'replicas-above-maximum',
        kind: 'usage',
        what: `The autoscaler of ${deployment} has at most ${autoscaler.maximum} replicas, not ${replicas}.`,
        todo: 'Ask for fewer, or raise its maximum in the values first.',
      });
  }
}

/**
 * More come a moment after Helm has raised the autoscaler's least number; fewer only once it finds that fewer do, which may be
 * after its stabilisation window: more than asked for is told, and is no failure.
 */
async function awaitReplicas(
  target: ReleaseTarget,
  options: { readonly live: LiveNamespace; readonly scaled: Scaled; readonly replicas: number },
): Promise<GatePart> {
  const { live, scaled, replicas } = options;
  const { clock, signal, plan } = target;
  const startedMs = clock.monotonicMs();
  const outcome = await awaitLive({
    live,
    clock,
    deadlineMs: changeDeadlineMs,
    signal,
    observe: (objects) => {
      const waiting = scaled.flatMap(({ deployment }) => {
        const now = scalingOf(deployment, objects);
        return now !== null && reached(now, replicas, clock.monotonicMs() - startedMs)
          ? []
          : [`${deployment} has ${now?.ready ?? 0} Ready of ${replicas}`];
      });
      return waiting.length === 0 ? { done: true, value: null } : { done: false, seen: waiting.join(', ') };
    },
  });
  const staying = await awaitOldGone(target, { live, deadlineMs: changeDeadlineMs });
  return {
    measurements: scaled.map(({ deployment }) => {
      const ready = scalingOf(deployment, live.objects())?.ready ?? 0;
      return {
        name: `${deployment}: replicas Ready`,
        value: ready,
        unit: 'count',
        bound: `>= ${replicas}`,
        verdict: ready >= replicas ? 'passed' : 'failed',
      };
    }),
    findings: [
      ...(outcome.status === 'met'
        ? []
        : [
            {
              code: 'replicas-not-reached',
              subject: `Namespace/${plan.namespace}`,
              what: `${changeDeadlineMs / 1_000} s after the change ${outcome.seen}`,
              todo: 'look at the events of the Deployment and its autoscaler: tengate report --details',
            },
          ]),
      ...staying,
    ],
    evidence: [],
  };
}

/** How long fewer replicas are waited for where an autoscaler decides, milliseconds: it looks every few seconds. */
const fewerWithinMs = 60_000;

function reached(
  { ready, wanted, existing, autoscaler }: Scaling,
  replicas: number,
  afterMs: number,
): boolean {
  if (ready < replicas || existing !== ready || wanted !== ready) return false;
  return ready === replicas || (autoscaler !== null && afterMs >= fewerWithinMs);
}

function sentence(deployment: string, live: LiveNamespace): string {
  const now = scalingOf(deployment, live.objects());
  if (now === null) return `${deployment} is gone`;
  const { ready, minimum, autoscaler } = now;
  if (autoscaler === null || ready === minimum) return `${deployment} has ${ready} replicas`;
  return `${deployment} has ${ready} replicas, at least ${minimum}: its autoscaler holds more at ${autoscaler.utilisation ?? 'unknown'} % of CPU`;
}
