/** What the gates that change the release share: it is installed and at rest, watched meanwhile, and put back whatever happens. */

import type { ChangesConfiguration } from '../model/configuration.ts';
import type { GateNumber } from '../model/gate-result.ts';
import { redact } from '../model/redact.ts';
import {
  type InstalledRevision,
  leaveAsFound,
  type ReleaseTarget,
  readInstalledRevision,
} from '../steps/change-release.ts';
import { type LiveNamespace, watchNamespace } from '../steps/live-namespace.ts';
import { whyNotInstalled } from '../steps/require-installed.ts';
import type { GateOutcome } from './gate.ts';
import type { GateContext } from './gate-context.ts';
import { unmeasured, withoutCluster } from './gate-outcomes.ts';
import { releaseTarget } from './release-target.ts';

export type ChangeScene = {
  readonly context: GateContext;
  readonly target: ReleaseTarget;
  readonly changes: ChangesConfiguration;
  /** What was installed before the gate, and is again after it. */
  readonly installed: InstalledRevision;
  readonly live: LiveNamespace;
};

/**
 * @param options.underLoad whether the gate needs `load` of tengate.yaml too
 * @returns what `measure` returns; with a finding where the release could not be put back
 */
export async function measureChanges(options: {
  readonly context: GateContext;
  readonly gate: GateNumber;
  readonly underLoad: boolean;
  readonly measure: (scene: ChangeScene) => Promise<GateOutcome>;
}): Promise<GateOutcome> {
  const { context, gate, underLoad, measure } = options;
  const { cluster, clock, configuration } = context;
  if (cluster === null) return withoutCluster(context);
  const { changes, load } = configuration;
  if (changes === undefined)
    return unmeasured('not measured: tengate.yaml does not say what there is to change (`changes`)');
  if (underLoad && load === undefined) return unmeasured('not measured: tengate.yaml names no load (`load`)');
  const target = releaseTarget(context, cluster, gate);
  const installed = await readInstalledRevision(target);
  if (installed === null) return unmeasured(await whyNotInstalled(target));
  const live = await watchNamespace({ reader: cluster.reader, clock, namespace: cluster.plan.namespace });
  try {
    return await puttingBack(target, installed, () => measure({ context, target, changes, installed, live }));
  } finally {
    await live.stop();
  }
}

async function puttingBack(
  target: ReleaseTarget,
  installed: InstalledRevision,
  measure: () => Promise<GateOutcome>,
): Promise<GateOutcome> {
  let outcome: GateOutcome;
  try {
    outcome = await measure();
  } catch (error) {
    const why = await leaveAsFound(target, installed);
    // What went wrong first is what is to be told as the gate's outcome.
    if (why !== null) target.progress({ kind: 'notice', text: notPutBack(target, installed, why).what });
    throw error;
  }
  const why = await leaveAsFound(target, installed);
  if (why === null) return outcome;
  const finding = redact(notPutBack(target, installed, why));
  return {
    ...outcome,
    verdict: 'failed',
    summary: `${finding.code}; ${outcome.summary}`,
    findings: [...outcome.findings, finding],
  };
}

function notPutBack({ plan }: ReleaseTarget, { revision }: InstalledRevision, why: string) {
  return {
    code: 'release-not-put-back',
    subject: `Release/${plan.namespace}`,
    what: `${plan.release} is not as revision ${revision} had it before the gate: ${why}`,
    todo: `see \`helm history ${plan.release} --namespace ${plan.namespace}\`, then \`tengate rollback\` or \`tengate deploy\``,
  };
}
