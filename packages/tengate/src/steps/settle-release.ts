/** Brings a ready release to rest: its autoscalers come once their pods have metrics, and have looked once. */

import type { V1Pod } from '@kubernetes/client-node';
import { waitUntil } from '../ports/wait-until.ts';
import { autoscalerReadiness, hasUsableMetric } from '../readiness/horizontal-pod-autoscaler.ts';
import { awaitRelease } from './await-release.ts';
import type { DeployFailure, Installation } from './deploy-release.ts';
import { failureEvidence } from './failure-evidence.ts';
import { helmRefused } from './helm-refused.ts';
import { writeInstallationProof } from './installation-proof.ts';
import { type Manifest, parseManifest } from './release-manifest.ts';
import { addressOf, expectedObjects, releaseRequest } from './release-request.ts';

/** Kubelet, metrics-server and a whole window take 20 to 40 s; a cluster without metrics never has them. */
const metricsDeadlineMs = 75_000;
/** The controller first looks one sync period (15 s by default) after an autoscaler came into being. */
const firstLookDeadlineMs = 45_000;
const intervalMs = 500;

export type SettleOutcome =
  | { readonly status: 'settled'; readonly revision: number; readonly summary: string }
  | DeployFailure
  | { readonly status: 'cancelled' };

/** Ends the installation's watch in every case, and keeps the proof of what it saw where the release came to rest. */
export async function settleRelease(installation: Installation): Promise<SettleOutcome> {
  const { options, live } = installation;
  try {
    return await settle(installation);
  } catch (error) {
    if (options.signal?.aborted === true) return { status: 'cancelled' };
    throw error;
  } finally {
    await live.stop();
  }
}

async function settle(installation: Installation): Promise<SettleOutcome> {
  const { options, suspended, revision } = installation;
  if (!suspended) {
    const looked = await awaitFirstLook(installation);
    await prove(installation, revision);
    return { status: 'settled', revision, summary: looked };
  }
  const measured = await awaitMetrics(installation);
  const applied = await options.releases.deploy(
    releaseRequest(options, { inputs: installation.inputs, suspended: false }),
  );
  if (applied.status === 'cancelled') return { status: 'cancelled' };
  if (applied.status === 'failed') return refused(installation, applied.message);
  const failure = await awaitAgain(installation);
  if (failure !== null) return failure;
  const looked = await awaitFirstLook(installation);
  await prove(installation, applied.revision);
  return { status: 'settled', revision: applied.revision, summary: `${measured}; ${looked}` };
}

async function awaitMetrics(installation: Installation): Promise<string> {
  const { options, live, autoscalers } = installation;
  const { reader, clock, plan, signal } = options;
  say(installation, 'waits for the metrics of its pods before it adds the autoscalers');
  const outcome = await waitUntil({
    clock,
    deadlineMs: metricsDeadlineMs,
    intervalMs,
    signal,
    observe: async () => {
      const usage = await reader.podMetrics(plan.namespace);
      if (usage === null) return { done: false, seen: 'the cluster serves no metrics' };
      const missing = autoscalers.flatMap((autoscaler) =>
        targetPods(live.objects(), autoscaler).filter((pod) => !hasUsableMetric(pod, usage)),
      );
      return missing.length === 0
        ? { done: true, value: null }
        : { done: false, seen: `${missing.length} pods have no metrics yet` };
    },
  });
  const seconds = Math.round(outcome.afterMs / 1000);
  // Without metrics the autoscalers come all the same: the chart has them, and gate 2 sees what they say.
  return outcome.status === 'met'
    ? `metrics after ${seconds} s`
    : `no metrics within ${seconds} s: ${outcome.seen}`;
}

async function awaitAgain(installation: Installation): Promise<DeployFailure | null> {
  const { options, live } = installation;
  const manifest = parseManifest(await options.releases.manifest(addressOf(options)));
  return awaitRelease({
    ...options,
    live,
    expected: await expectedObjects(options.reader, options.plan.namespace, manifest),
    startedMs: options.clock.monotonicMs(),
  });
}

async function awaitFirstLook(installation: Installation): Promise<string> {
  const { options, live, autoscalers } = installation;
  if (autoscalers.length === 0) return 'no autoscaler';
  say(installation, 'waits for the first look of the autoscalers');
  const outcome = await waitUntil({
    clock: options.clock,
    deadlineMs: firstLookDeadlineMs,
    intervalMs,
    signal: options.signal,
    observe: async () => {
      const found = live.objects().autoscalers;
      const waiting = autoscalers.filter(({ name }) => {
        const autoscaler = found.find(({ metadata }) => metadata?.name === name);
        return autoscaler === undefined || autoscalerReadiness(autoscaler).state === 'in-progress';
      });
      return waiting.length === 0
        ? { done: true, value: null }
        : { done: false, seen: waiting.map(({ name }) => name).join(', ') };
    },
  });
  const seconds = Math.round(outcome.afterMs / 1000);
  return outcome.status === 'met'
    ? `autoscalers active after ${seconds} s`
    : `autoscalers without metrics after ${seconds} s: ${outcome.seen}`;
}

function targetPods(
  objects: ReturnType<Installation['live']['objects']>,
  autoscaler: Manifest['autoscalers'][number],
): readonly V1Pod[] {
  const { kind, name } = autoscaler.target;
  const pool = kind === 'StatefulSet' ? objects.statefulSets : objects.deployments;
  const selector = pool.find(({ metadata }) => metadata?.name === name)?.spec?.selector.matchLabels ?? {};
  return objects.pods.filter(
    ({ metadata }) =>
      metadata?.deletionTimestamp === undefined &&
      Object.entries(selector).every(([key, value]) => metadata?.labels?.[key] === value),
  );
}

async function refused(installation: Installation, message: string): Promise<DeployFailure> {
  const { options, live } = installation;
  return {
    status: 'failed',
    summary: 'Helm could not add the autoscalers',
    findings: [helmRefused(message)],
    evidence: await failureEvidence({
      reader: options.reader,
      namespace: options.plan.namespace,
      objects: live.objects(),
      subjects: [],
    }),
    afterSeconds: 0,
    early: true,
  };
}

async function prove(installation: Installation, revision: number): Promise<void> {
  const { options, live, namespaceUid, inputs } = installation;
  await writeInstallationProof(options.proofs, {
    identity: { namespaceUid, release: options.plan.release, revision },
    runId: options.runId,
    inputs,
    live,
    now: options.clock.now(),
  });
}

function say({ options }: Installation, text: string): void {
  options.progress({ kind: 'detail', id: options.step, text });
}
