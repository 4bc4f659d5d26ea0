/** Part of gate 8: a pod killed after the rollback returns, and runs what the revision says. */

import { inSeconds } from '../../model/in-seconds.ts';
import { podsOf, serves } from '../../readiness/workload-pods.ts';
import { recover } from '../failure-recovery/recovery-case.ts';
import { askPod, type PodAnswer } from '../under-load/read-from-pod.ts';
import type { RollbackPart, RollbackScene } from './rollback-scene.ts';

const name = 'pod deleted after the rollback';

export async function measureKill(scene: RollbackScene): Promise<RollbackPart> {
  const { context, target, changes, live, mark } = scene;
  const { plan, reader } = target;
  const { reported } = changes.configuration;
  const workload = workloadOf(scene);
  const serving = () => podsOf(workload, live.objects()).filter(serves);
  const [old] = serving();
  const expected = old === undefined ? noAnswer : await askPod(context, old, reported);
  const known = new Set(serving().map(({ metadata }) => metadata?.uid));

  mark(name);
  const recovery = await recover(
    {
      reader,
      engine: context.engine,
      namespace: plan.namespace,
      live,
      clock: context.clock,
      signal: context.signal,
    },
    { name, workloads: [workload], how: 'delete' },
  );
  const { from, to, readyMs, missing } = recovery;
  const replacement = serving().find(({ metadata }) => !known.has(metadata?.uid));
  const found = replacement === undefined ? noAnswer : await askPod(context, replacement, reported);
  // Two pods that give no answer agree about nothing.
  const returned = expected.answered && found.answered && found.value === expected.value;
  return {
    name,
    from,
    to,
    measurements: [
      {
        name: `${name}: Ready again after`,
        value: readyMs === null ? null : inSeconds(readyMs),
        unit: 's',
      },
      {
        name: `${name}: returns with the revision's configuration`,
        value: returned,
        bound: 'true',
        verdict: returned ? 'passed' : 'failed',
      },
    ],
    findings:
      missing === null && returned
        ? []
        : [
            {
              code: 'pod-does-not-return',
              subject: `Deployment/${plan.namespace}/${workload.name}`,
              what:
                missing ??
                `at ${reported.path}${reported.json} the new pod reports ${said(found)}, those of the revision ${said(expected)}`,
              todo: 'look at what the rollback left behind: ConfigMap, image, Deployment',
            },
          ],
    evidence: [],
  };
}

const noAnswer: PodAnswer = { answered: false, value: null };

function said({ answered, value }: PodAnswer): string {
  return answered ? (value ?? 'nothing') : 'no answer';
}

/** The Deployment whose pods the reporting service selects. */
function workloadOf({ context, changes, live }: RollbackScene) {
  const service = context.configuration.services.find(
    ({ name: one }) => one === changes.configuration.reported.service,
  )?.service;
  const { services, deployments } = live.objects();
  const selector = services.find(({ metadata }) => metadata?.name === service)?.spec?.selector ?? {};
  const found = deployments.find(({ spec }) =>
    Object.entries(selector).every(([label, value]) => spec?.template.metadata?.labels?.[label] === value),
  );
  return {
    kind: 'Deployment' as const,
    name: found?.metadata?.name ?? changes.replicas[0]?.deployment ?? '',
  };
}
