/** One upgrade of gate 7: applied by Helm, waited for until nothing old is left, and read back from every pod. */

import type { V1Pod } from '@kubernetes/client-node';
import type { Finding, Measurement } from '../../model/evidence.ts';
import { inSeconds } from '../../model/in-seconds.ts';
import type { ReleaseRequest } from '../../ports/release-manager.ts';
import { scalingOf } from '../../readiness/scaling.ts';
import { podsOf, serves } from '../../readiness/workload-pods.ts';
import { awaitLive } from '../../steps/await-live.ts';
import { awaitOldGone } from '../../steps/await-old-gone.ts';
import { applyChange, awaitChange } from '../../steps/change-release.ts';
import { helmRefused } from '../../steps/helm-refused.ts';
import type { LiveNamespace } from '../../steps/live-namespace.ts';
import type { GateContext } from '../gate-context.ts';
import type { GatePart } from '../gate-outcomes.ts';
import type { ChangeScene } from '../measure-changes.ts';
import { readFromPod } from '../under-load/read-from-pod.ts';
import type { Upgrade } from './plan-upgrades.ts';

export type UpgradeOutcome = {
  readonly name: string;
  /** Milliseconds since 1970: from Helm's call until every pod is new and every old one gone. */
  readonly from: number;
  readonly to: number;
  /** Why the release did not come to rest; `null` where it did. */
  readonly failure: string | null;
  readonly part: GatePart;
};

/** Three replicas of two workloads, one after another, each Ready and each old one drained. */
const deadlineMs = 180_000;

type Applying = ChangeScene & {
  readonly upgrade: Upgrade;
  /** Values of this upgrade and of those before it. */
  readonly set: ReleaseRequest['set'];
};

export async function applyUpgrade(options: Applying): Promise<UpgradeOutcome> {
  const { context, target, installed, live, upgrade, set } = options;
  const { clock } = context;
  const from = clock.now().getTime();
  const startedMs = clock.monotonicMs();
  const end = (failure: string | null, part: GatePart): UpgradeOutcome => ({
    name: upgrade.name,
    from,
    to: clock.now().getTime(),
    failure,
    part,
  });
  const description = `tengate: gate 7, ${upgrade.name}`;
  const applied = await applyChange(target, { from: installed, set, description });
  if (applied.status === 'cancelled') throw target.signal?.reason;
  if (applied.status === 'failed')
    return end(applied.message, {
      measurements: [],
      findings: [helmRefused(applied.message)],
      evidence: [],
    });
  const failure = await awaitChange(target, { live, startedMs, deadlineMs });
  if (failure !== null)
    return end(failure.summary, {
      measurements: [],
      findings: failure.findings,
      evidence: failure.evidence,
    });
  const grown = await awaitReplicas(options);
  const leaving = await awaitOldGone(options.target, { live: options.live, deadlineMs });
  const whole = end(null, { measurements: [], findings: [], evidence: [] });
  const arrival = await arrivalOf(options);
  return {
    ...whole,
    part: {
      measurements: [
        { name: `${upgrade.name}: complete after`, value: inSeconds(whole.to - from), unit: 's' },
        ...arrival.measurements,
      ],
      findings: [...grown, ...leaving, ...arrival.findings],
      evidence: [],
    },
  };
}

/** The autoscaler adds the pods a moment after Helm has raised its least number. */
async function awaitReplicas(options: Applying): Promise<readonly Finding[]> {
  const { context, live, upgrade, target } = options;
  const { replicas } = upgrade;
  const changes = context.configuration.changes?.replicas ?? [];
  if (replicas === null) return [];
  const outcome = await awaitLive({
    live,
    clock: context.clock,
    deadlineMs,
    signal: target.signal,
    observe: (objects) => {
      const waiting = changes.flatMap(({ deployment }) => {
        const scaling = scalingOf(deployment, objects);
        return scaling !== null && scaling.ready >= replicas
          ? []
          : [`${deployment} has ${scaling?.ready} of ${replicas} Ready`];
      });
      return waiting.length === 0 ? { done: true, value: null } : { done: false, seen: waiting.join('; ') };
    },
  });
  return outcome.status === 'met'
    ? []
    : [
        {
          code: 'replicas-not-reached',
          subject: `Namespace/${target.plan.namespace}`,
          what: `${deadlineMs / 1_000} s after the upgrade ${outcome.seen}`,
          todo: 'look at the events of the Deployment and its autoscaler',
        },
      ];
}

/** Asks every serving pod of the service itself: an answer through the Service would be one pod's word. */
async function arrivalOf(
  options: Applying,
): Promise<{ readonly measurements: readonly Measurement[]; readonly findings: readonly Finding[] }> {
  const { context, live, upgrade, target } = options;
  const { reported } = upgrade;
  const name = `${upgrade.name}: pods that run the new thing`;
  if (reported === null) {
    const counts = (context.configuration.changes?.replicas ?? []).map(
      ({ deployment }) =>
        podsOf({ kind: 'Deployment', name: deployment }, live.objects()).filter(serves).length,
    );
    return {
      measurements: [
        {
          name: `${upgrade.name}: fewest pods that serve`,
          value: Math.min(...counts),
          unit: 'count',
          bound: `>= ${upgrade.replicas}`,
          verdict: Math.min(...counts) >= (upgrade.replicas ?? 0) ? 'passed' : 'failed',
        },
      ],
      findings: [],
    };
  }
  const pods = servingPodsOf(context, live, reported.where.service);
  const words = await Promise.all(pods.map((pod) => readFromPod(context, pod, reported.where)));
  const old = pods.filter((_, index) => words[index] !== reported.word);
  return {
    measurements: [
      {
        name,
        value: pods.length - old.length,
        unit: 'count',
        bound: `all of ${pods.length}`,
        verdict: pods.length === 0 ? 'unknown' : old.length === 0 ? 'passed' : 'failed',
      },
    ],
    findings: old.map((pod) => ({
      code: 'upgrade-not-arrived',
      subject: `Pod/${target.plan.namespace}/${pod.metadata?.name}`,
      what: `after the upgrade it reports ${words[pods.indexOf(pod)] ?? 'nothing'} at ${reported.where.path}${reported.where.json}, not ${reported.word}`,
      todo: 'let a changed ConfigMap restart the pods (`checksum/config`), and the new image be the one that runs',
    })),
  };
}

function servingPodsOf(context: GateContext, live: LiveNamespace, service: string): readonly V1Pod[] {
  const { pods, services } = live.objects();
  const name = context.configuration.services.find((one) => one.name === service)?.service;
  const selector = services.find(({ metadata }) => metadata?.name === name)?.spec?.selector;
  if (selector === undefined) return [];
  return pods.filter(
    (pod) =>
      serves(pod) &&
      Object.entries(selector).every(([label, value]) => pod.metadata?.labels?.[label] === value),
  );
}
