/** Builds the images and installs the release: the two steps that change what runs. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Configuration } from '../model/configuration.ts';
import type { Finding } from '../model/evidence.ts';
import { TengateError } from '../model/tengate-error.ts';
import { buildImages, type DeployedImage, imageValues } from './build-images.ts';
import { type DeployOutcome, deployRelease } from './deploy-release.ts';
import type { ConnectedCluster } from './provide-cluster.ts';
import { pruneImages } from './prune-images.ts';
import type { ReleasePlan } from './release-plan.ts';
import type { RunOptions, RunParts } from './run-parts.ts';
import { type SettleOutcome, settleRelease } from './settle-release.ts';
import { sourceIdentity } from './source-identity.ts';
import type { StepLog } from './step-log.ts';

/** From the install to every pod being ready: what a pod may take (gate 3), and its image and volume before that. */
const releaseDeadlineMs = 180_000;

/** `not-tried`: the cluster did not become ready for a release. */
export type InstallOutcome = DeployOutcome | { readonly status: 'not-tried'; readonly finding: Finding };

const chartFile = z.object({ appVersion: z.coerce.string() });

/** Empty where the cluster takes its images from a registry: there is nothing to build them with. */
export async function buildApplication(options: {
  readonly parts: RunParts;
  readonly run: RunOptions;
  readonly cluster: ConnectedCluster;
  readonly log: StepLog;
}): Promise<readonly DeployedImage[]> {
  const { parts, run, cluster, log } = options;
  const { configuration, progress, signal } = run;
  const { engine } = cluster.handle;
  return log.run('images', 'Images', async () => {
    if (engine === null) {
      return { value: [], outcome: 'unchanged', summary: 'this cluster takes its images from a registry' };
    }
    for (const { reference, archive, digest } of cluster.bases) {
      if (archive === null) continue;
      progress({ kind: 'detail', id: 'images', text: `brings ${reference} into the image store` });
      await engine.load({ reference, archive, digest, signal });
    }
    const version = await applicationVersion(configuration);
    const source = await sourceIdentity({ runner: parts.runner, folder: configuration.root, signal });
    const images = await buildImages({
      configuration,
      engine,
      version,
      source,
      secrets: parts.buildSecrets,
      clock: parts.clock,
      progress,
      step: 'images',
      signal,
    });
    const keep = [version, ...(source === null ? [] : [source]), 'latest'];
    await pruneImages({ engine, reader: cluster.reader, images, keep });
    const changed = images.filter((image) => image.changed).map(({ name }) => name);
    return changed.length === 0
      ? { value: images, outcome: 'unchanged', summary: `all ${images.length} unchanged` }
      : { value: images, outcome: 'done', summary: `built ${changed.join(', ')}` };
  });
}

/**
 * Installs or upgrades, and watches until everything is ready, hopeless, or out of time.
 *
 * @param options.ready resolves once the cluster serves what a release needs; where it does not, nothing is installed
 */
export async function installRelease(options: {
  readonly parts: RunParts;
  readonly run: RunOptions;
  readonly cluster: ConnectedCluster;
  readonly ready: Promise<void>;
  readonly plan: ReleasePlan;
  readonly runId: string;
  readonly log: StepLog;
}): Promise<InstallOutcome> {
  const { parts, run, cluster, ready, plan, runId, log } = options;
  return log.run<InstallOutcome>('release', 'Release', async () => {
    run.progress({ kind: 'detail', id: 'release', text: 'waits for the cluster to serve DNS and metrics' });
    const notReady = await whyNotReady(ready, run.signal);
    if (notReady !== null) {
      return {
        value: { status: 'not-tried', finding: notReady },
        outcome: 'failed',
        summary: `nothing was installed: ${notReady.what}`,
      };
    }
    const outcome = await deployRelease({
      plan,
      handle: cluster.handle,
      releases: cluster.releases,
      reader: cluster.reader,
      proofs: parts.proofs,
      runId,
      clock: parts.clock,
      randomHex: parts.randomHex,
      progress: run.progress,
      step: 'release',
      deadlineMs: releaseDeadlineMs,
      signal: run.signal,
    });
    switch (outcome.status) {
      case 'deployed':
        return { value: outcome, outcome: 'done', summary: `revision ${outcome.revision} is ready` };
      case 'unchanged':
        return {
          value: outcome,
          outcome: 'unchanged',
          summary: `revision ${outcome.revision} is installed and ready`,
        };
      case 'failed':
        return { value: outcome, outcome: 'failed', summary: outcome.summary };
      case 'cancelled':
        return { value: outcome, outcome: 'cancelled', summary: '' };
    }
  });
}

/** Waits until an installed release has come to rest; other outcomes are what they are. */
export async function settleInstalled(
  installed: InstallOutcome,
  log: StepLog,
): Promise<InstallOutcome | SettleOutcome> {
  if (installed.status !== 'deployed') return installed;
  const { installation } = installed;
  return log.run<SettleOutcome>('settle', 'Autoscalers', async () => {
    const settled = await settleRelease({
      ...installation,
      options: { ...installation.options, step: 'settle' },
    });
    if (settled.status === 'cancelled') return { value: settled, outcome: 'cancelled', summary: '' };
    return {
      value: settled,
      outcome: settled.status === 'settled' ? 'done' : 'failed',
      summary: settled.summary,
    };
  });
}

async function whyNotReady(ready: Promise<void>, signal: AbortSignal): Promise<Finding | null> {
  try {
    await ready;
    return null;
  } catch (error) {
    if (signal.aborted || !(error instanceof TengateError)) throw error;
    return { code: error.code, subject: 'cluster', what: error.message, todo: error.todo };
  }
}

export function releasePlan(configuration: Configuration, images: readonly DeployedImage[]): ReleasePlan {
  const { release } = configuration;
  return {
    release: release.name,
    namespace: release.namespace,
    chart: release.chart,
    valueFiles: release.values,
    set: imageValues(images),
    secrets: release.secrets,
    suspendAutoscaling: release.suspendAutoscaling ?? null,
    isolated: release.isolated,
  };
}

/** `appVersion` of the chart: the one place that names the application's version for Kubernetes. */
async function applicationVersion({ release }: Configuration): Promise<string> {
  const file = join(release.chart, 'Chart.yaml');
  try {
    return chartFile.parse(parse(await readFile(file, 'utf8'))).appVersion;
  } catch (cause) {
    throw new TengateError({
      code: 'chart-without-version',
      kind: 'usage',
      what: `${file} names no appVersion that can be read.`,
      todo: 'Give the chart an appVersion: images are tagged with it.',
      cause,
    });
  }
}
