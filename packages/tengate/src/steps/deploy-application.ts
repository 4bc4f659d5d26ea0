/** What `tengate build` and `tengate deploy` do: the same steps as a proof, without the gates. */

import { TengateError } from '../model/tengate-error.ts';
import type { DeployedImage } from './build-images.ts';
import {
  buildApplication,
  type InstallOutcome,
  installRelease,
  releasePlan,
  settleInstalled,
} from './install-application.ts';
import { startCluster } from './provide-cluster.ts';
import { startRun } from './record-run.ts';
import type { RunOptions, RunParts } from './run-parts.ts';
import type { SettleOutcome } from './settle-release.ts';

/** @throws TengateError where a tool, the cluster or a build fails */
export async function buildOnly(parts: RunParts, options: RunOptions): Promise<readonly DeployedImage[]> {
  const run = startRun(parts, { ...options, command: 'build' });
  const cluster = await startCluster(parts, options, run.log);
  if (cluster.handle.engine === null) {
    throw new TengateError({
      code: 'no-builder',
      kind: 'unavailable',
      what: 'This cluster takes its images from a registry, and nothing here builds into it.',
      todo: 'Build and push the images as you usually do, or use --provider embedded.',
    });
  }
  return buildApplication({ parts, run: options, cluster, log: run.log });
}

/** Builds, installs or upgrades, and waits until the release has come to rest. */
export async function deployApplication(
  parts: RunParts,
  options: RunOptions,
): Promise<InstallOutcome | SettleOutcome> {
  const run = startRun(parts, { ...options, command: 'deploy' });
  const cluster = await startCluster(parts, options, run.log);
  const ready = parts.provider.settle(cluster.handle, options);
  ready.catch(() => undefined);
  const images = await buildApplication({ parts, run: options, cluster, log: run.log });
  const plan = releasePlan(options.configuration, images);
  const installed = await installRelease({
    parts,
    run: options,
    cluster,
    ready,
    plan,
    runId: run.id,
    log: run.log,
  });
  return settleInstalled(installed, run.log);
}
