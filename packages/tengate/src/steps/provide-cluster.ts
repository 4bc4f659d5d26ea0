/** Gets the tools and the cluster of a run, and connects to it. */

import { TengateError } from '../model/tengate-error.ts';
import type { ClusterHandle } from '../ports/cluster-provider.ts';
import type { ClusterReader } from '../ports/cluster-reader.ts';
import type { ReleaseManager } from '../ports/release-manager.ts';
import { together } from '../ports/together.ts';
import type { LocatedImage } from '../ports/toolchain.ts';
import type { RunOptions, RunParts } from './run-parts.ts';
import type { StepLog } from './step-log.ts';

export type ConnectedCluster = {
  readonly handle: ClusterHandle;
  readonly reader: ClusterReader;
  readonly releases: ReleaseManager;
  /** Images that a build or the chart starts from, not yet in the cluster's store. */
  readonly bases: readonly LocatedImage[];
};

/**
 * Starts the cluster where it does not run.
 *
 * @throws TengateError where a tool cannot be had or the cluster does not come up; kind `unavailable` where this machine cannot have one
 */
export async function startCluster(
  parts: RunParts,
  options: RunOptions,
  log: StepLog,
): Promise<ConnectedCluster> {
  const { provider } = parts;
  const { progress, signal } = options;
  const availability = await provider.available();
  if (!availability.available) throw noCluster(provider.name, availability);
  // The cluster asks for what it needs by itself and starts as soon as that is there; the rest is got meanwhile.
  const [bases, handle] = await together(signal, [
    (shared) => getTools(parts, { ...options, signal: shared }, log),
    (shared) => clusterUp(parts, { progress, signal: shared }, log),
  ]);
  return connect(parts, options, { handle, bases });
}

type Shared = Pick<RunOptions, 'progress' | 'signal'>;

function getTools(parts: RunParts, options: RunOptions, log: StepLog): Promise<readonly LocatedImage[]> {
  return log.run('tools', 'Tools', async () => {
    const [{ got, present }, value] = await together(options.signal, [
      (signal) => parts.fetchTools({ ...options, signal }),
      (signal) => parts.baseImages(options.configuration.bases, { ...options, signal }),
    ]);
    return got === 0
      ? { value, outcome: 'unchanged', summary: `all ${present} present` }
      : { value, outcome: 'done', summary: `got ${got}, ${present} were present` };
  });
}

function clusterUp(
  { provider, clusterName }: RunParts,
  shared: Shared,
  log: StepLog,
): Promise<ClusterHandle> {
  return log.run('cluster', null, async () => {
    const { handle, created } = await provider.up({ name: clusterName, ...shared });
    const summary = `${provider.name} ${clusterName}`;
    return created
      ? { value: handle, outcome: 'done', summary: `started ${summary}` }
      : { value: handle, outcome: 'unchanged', summary: `${summary} runs` };
  });
}

/** Finds the cluster running, and starts nothing. */
export async function findCluster(parts: RunParts, options: RunOptions): Promise<ConnectedCluster> {
  const { provider, clusterName } = parts;
  const handle = await provider.find(clusterName);
  if (handle === null) {
    throw new TengateError({
      code: 'cluster-not-running',
      kind: 'unavailable',
      what: `There is no ${provider.name} cluster "${clusterName}" running.`,
      todo: 'Start it with "tengate cluster up", or do everything with "tengate prove".',
      more: 'tengate cluster list',
    });
  }
  return connect(parts, options, { handle, bases: [] });
}

async function connect(
  parts: RunParts,
  { progress, signal }: RunOptions,
  { handle, bases }: Pick<ConnectedCluster, 'handle' | 'bases'>,
): Promise<ConnectedCluster> {
  return {
    bases,
    handle,
    reader: parts.connect(handle),
    releases: await parts.releases({ progress, signal }),
  };
}

function noCluster(
  name: string,
  { why, todo }: { readonly why: string; readonly todo: string },
): TengateError {
  return new TengateError({
    code: 'no-cluster',
    kind: 'unavailable',
    what: `No ${name} cluster can be had here: ${why}`,
    todo,
    more: 'tengate verify-tools',
  });
}
