/** Installs or upgrades a release and watches it until it is ready, hopeless, or out of time. */

import type { V1Deployment } from '@kubernetes/client-node';
import type { Evidence, Finding } from '../model/evidence.ts';
import type { Clock } from '../ports/clock.ts';
import type { ClusterHandle } from '../ports/cluster-provider.ts';
import type { ClusterReader } from '../ports/cluster-reader.ts';
import type { Progress } from '../ports/progress.ts';
import type { ProofStore } from '../ports/proof-store.ts';
import type { ReleaseManager, ReleaseRevision } from '../ports/release-manager.ts';
import { awaitRelease } from './await-release.ts';
import { failureEvidence } from './failure-evidence.ts';
import { helmRefused } from './helm-refused.ts';
import { type LiveNamespace, watchNamespace } from './live-namespace.ts';
import { ensureNamespace, ensureSecrets } from './prepare-namespace.ts';
import { describedInputs, releaseInputs } from './release-inputs.ts';
import { clearReleaseLock } from './release-lock.ts';
import { type Manifest, parseManifest } from './release-manifest.ts';
import type { ReleasePlan } from './release-plan.ts';
import { addressOf, expectedObjects, helmDeadlineMs, releaseRequest } from './release-request.ts';
import { isUnchanged } from './unchanged-release.ts';

export type DeployOptions = {
  readonly plan: ReleasePlan;
  readonly handle: Pick<ClusterHandle, 'kubeconfig' | 'context'>;
  readonly releases: ReleaseManager;
  readonly reader: ClusterReader;
  readonly proofs: ProofStore;
  readonly runId: string;
  readonly clock: Clock;
  readonly randomHex: (bytes: number) => string;
  readonly progress: Progress;
  /** Id of the progress step under which this reports; the caller starts and ends it. */
  readonly step: string;
  /** From the install to readiness. */
  readonly deadlineMs: number;
  readonly signal?: AbortSignal | undefined;
};

/** A release that is ready, its namespace still being watched: `settleRelease` ends the watch. */
export type Installation = {
  readonly options: DeployOptions;
  readonly live: LiveNamespace;
  readonly namespaceUid: string;
  readonly inputs: string;
  readonly revision: number;
  readonly autoscalers: Manifest['autoscalers'];
  /** Whether the autoscalers are still left out. */
  readonly suspended: boolean;
};

export type DeployFailure = {
  readonly status: 'failed';
  readonly summary: string;
  readonly findings: readonly Finding[];
  readonly evidence: readonly Evidence[];
  /** Seconds from the install to the end of waiting. */
  readonly afterSeconds: number;
  /** Whether a hopeless state ended it before its deadline. */
  readonly early: boolean;
};

export type DeployOutcome =
  | {
      readonly status: 'deployed';
      readonly revision: number;
      readonly notes: string;
      readonly installation: Installation;
    }
  /** The same inputs are installed, and everything of them is there and ready. */
  | { readonly status: 'unchanged'; readonly revision: number }
  | DeployFailure
  | { readonly status: 'cancelled' };

/** Leaves what it installed where it is, whatever the outcome: rolling back is the caller's decision, after the evidence. */
export async function deployRelease(options: DeployOptions): Promise<DeployOutcome> {
  const { plan, reader, clock } = options;
  const namespaceUid = await ensureNamespace(reader, plan.namespace);
  const live = await watchNamespace({ reader, clock, namespace: plan.namespace });
  let handedOver = false;
  try {
    const outcome = await deployWatched(options, live, namespaceUid);
    handedOver = outcome.status === 'deployed';
    return outcome;
  } catch (error) {
    if (options.signal?.aborted === true) return { status: 'cancelled' };
    throw error;
  } finally {
    if (!handedOver) await live.stop();
  }
}

async function deployWatched(
  options: DeployOptions,
  live: LiveNamespace,
  namespaceUid: string,
): Promise<DeployOutcome> {
  const { plan, reader, releases, clock } = options;
  const say = (text: string): void => options.progress({ kind: 'detail', id: options.step, text });
  const address = addressOf(options);
  const { history, cleared } = await clearReleaseLock({
    releases,
    address,
    clock,
    patienceMs: helmDeadlineMs,
    signal: options.signal,
    onWait: say,
  });
  if (cleared !== null) options.progress({ kind: 'notice', text: cleared });
  const inputs = await releaseInputs(plan);
  const unchanged = await whereUnchanged({ options, live, history, inputs });
  if (unchanged !== null) return { status: 'unchanged', revision: unchanged };

  const made = await ensureSecrets({ reader, plan, randomHex: options.randomHex });
  if (made.length > 0) say(`made the Secret ${made.join(', ')}`);
  const rendered = await releases.render(releaseRequest(options, { inputs, suspended: false }));
  if (!rendered.ok) return chartFailure(rendered.message);
  const manifest = parseManifest(rendered.manifest);
  const { autoscalers } = manifest;
  const suspended = plan.suspendAutoscaling !== null && autoscalers.length > 0;

  say(history.length === 0 ? 'installs the release' : 'upgrades the release');
  const startedMs = clock.monotonicMs();
  const applied = await releases.deploy(releaseRequest(options, { inputs, suspended }));
  if (applied.status === 'cancelled') return { status: 'cancelled' };
  if (applied.status === 'failed') {
    const evidence = await failureEvidence({
      reader,
      namespace: plan.namespace,
      objects: live.objects(),
      subjects: [],
    });
    return { ...chartFailure(applied.message), evidence };
  }
  if (suspended) for (const autoscaler of autoscalers) await raiseToMinimum(options, autoscaler);
  const failure = await awaitRelease({
    ...options,
    live,
    expected: await expectedObjects(reader, plan.namespace, manifest),
    startedMs,
  });
  if (failure !== null) return failure;
  const { revision, notes } = applied;
  return {
    status: 'deployed',
    revision,
    notes,
    installation: { options, live, namespaceUid, inputs, revision, autoscalers, suspended },
  };
}

async function whereUnchanged(options: {
  readonly options: DeployOptions;
  readonly live: LiveNamespace;
  readonly history: readonly ReleaseRevision[];
  readonly inputs: string;
}): Promise<number | null> {
  const { live, history, inputs } = options;
  const last = history.at(-1);
  if (last?.status !== 'deployed') return null;
  const described = describedInputs(last.description);
  if (described?.inputs !== inputs || described.suspended) return null;
  const manifest = parseManifest(await options.options.releases.manifest(addressOf(options.options)));
  const same = isUnchanged({
    manifest,
    objects: live.objects(),
    secrets: await missingSecrets(options.options),
    now: options.options.clock.now(),
  });
  return same ? last.revision : null;
}

async function missingSecrets({ reader, plan }: DeployOptions): Promise<readonly string[]> {
  const found = await Promise.all(
    plan.secrets.map(async ({ name }) =>
      (await reader.get('secrets', plan.namespace, name)) === null ? [name] : [],
    ),
  );
  return found.flat();
}

/** The chart leaves `replicas` to the autoscaler, which is not there yet: Kubernetes' default of 1 would stay. */
async function raiseToMinimum(
  { reader, plan }: DeployOptions,
  autoscaler: Manifest['autoscalers'][number],
): Promise<void> {
  const { target, minReplicas } = autoscaler;
  const kind = target.kind === 'StatefulSet' ? 'statefulsets' : 'deployments';
  const object = await reader.get<V1Deployment>(kind, plan.namespace, target.name);
  if (object !== null && (object.spec?.replicas ?? 1) < minReplicas)
    await reader.scale(kind, plan.namespace, target.name, minReplicas);
}

function chartFailure(message: string): DeployFailure {
  return {
    status: 'failed',
    summary: 'Helm could not install the release',
    findings: [
      helmRefused(message, 'correct the chart, its values, or what stands in its way in the namespace'),
    ],
    evidence: [],
    afterSeconds: 0,
    early: true,
  };
}
