/** A second, short-lived release of the same chart and images with a database of its own, removed in every case. */

import type { Finding } from '../../model/evidence.ts';
import { TengateError } from '../../model/tengate-error.ts';
import { deployRelease } from '../../steps/deploy-release.ts';
import { isolatedPlan } from '../../steps/release-plan.ts';
import { uninstallRelease } from '../../steps/uninstall-release.ts';
import { type ClusterAccess, type GateContext, gateStep } from '../gate-context.ts';

const deployDeadlineMs = 180_000;
/** The database's pod may use its whole termination grace. */
const removalDeadlineMs = 120_000;
/** Kubernetes' bound for a namespace's name. */
const longestName = 63;

export type IsolatedOutcome<T> =
  | { readonly status: 'ran'; readonly value: T; readonly namespace: string; readonly removed: boolean }
  | { readonly status: 'not-installed'; readonly summary: string; readonly findings: readonly Finding[] };

/** What stands in the way of a second release without saying anything about the application. */
const lackOfRoom: ReadonlySet<string> = new Set(['unschedulable', 'quota-exceeded', 'quota-needs-requests']);

export function isLackOfRoom(findings: readonly Finding[]): boolean {
  return findings.length > 0 && findings.every(({ code }) => lackOfRoom.has(code));
}

export async function inIsolatedRelease<T>(
  context: GateContext,
  cluster: ClusterAccess,
  use: (namespace: string) => Promise<T>,
): Promise<IsolatedOutcome<T>> {
  const suffix = `-gate4-${context.randomHex(3)}`;
  const namespace = cluster.plan.namespace.slice(0, longestName - suffix.length) + suffix;
  const plan = isolatedPlan(cluster.plan, namespace);
  const { clock, signal } = context;
  let outcome: Omit<Extract<IsolatedOutcome<T>, { status: 'ran' }>, 'removed'> | IsolatedOutcome<T>;
  let removed = false;
  try {
    const deployed = await deployRelease({
      plan: { ...plan, suspendAutoscaling: null },
      handle: cluster.handle,
      releases: cluster.releases,
      reader: cluster.reader,
      proofs: context.proofs,
      runId: context.runId,
      clock,
      randomHex: context.randomHex,
      progress: context.progress,
      step: gateStep(4),
      deadlineMs: deployDeadlineMs,
      signal,
    });
    if (deployed.status === 'deployed') {
      await deployed.installation.live.stop();
      outcome = { status: 'ran', value: await use(namespace), namespace };
    } else if (deployed.status === 'failed')
      outcome = { status: 'not-installed', summary: deployed.summary, findings: deployed.findings };
    else
      throw new TengateError({
        code: 'isolated-release-cancelled',
        kind: 'cancelled',
        what: `the second release in ${namespace} was interrupted`,
        todo: 'run the command again',
      });
  } finally {
    context.progress({ kind: 'detail', id: gateStep(4), text: `removes the second release in ${namespace}` });
    // Without the run's signal: an interrupted run cleans up too.
    removed = (
      await uninstallRelease({
        releases: cluster.releases,
        reader: cluster.reader,
        clock,
        address: { ...cluster.handle, release: plan.release, namespace },
        deleteNamespace: true,
        awaitGone: signal?.aborted !== true,
        deadlineMs: removalDeadlineMs,
      })
    ).gone;
  }
  return 'removed' in outcome || outcome.status !== 'ran'
    ? (outcome as IsolatedOutcome<T>)
    : { ...outcome, removed };
}
