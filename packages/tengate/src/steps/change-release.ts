/** Changes an installed release for a while and puts it back: what a gate measures the way of, and an everyday command too. */

import type { Clock } from '../ports/clock.ts';
import type { ClusterHandle } from '../ports/cluster-provider.ts';
import type { ClusterReader } from '../ports/cluster-reader.ts';
import type { Progress } from '../ports/progress.ts';
import type { ReleaseManager, ReleaseOutcome, ReleaseRequest } from '../ports/release-manager.ts';
import { awaitRelease } from './await-release.ts';
import type { DeployFailure } from './deploy-release.ts';
import type { LiveNamespace } from './live-namespace.ts';
import { parseManifest } from './release-manifest.ts';
import type { ReleasePlan } from './release-plan.ts';
import { addressOf, expectedObjects, helmDeadlineMs } from './release-request.ts';

/** Where the release is, and what it takes to change it. */
export type ReleaseTarget = {
  readonly plan: ReleasePlan;
  readonly handle: Pick<ClusterHandle, 'kubeconfig' | 'context'>;
  readonly releases: ReleaseManager;
  readonly reader: ClusterReader;
  readonly clock: Clock;
  readonly progress: Progress;
  /** Id of the progress step under which this reports. */
  readonly step: string;
  readonly signal?: AbortSignal | undefined;
};

/** An installed revision, as it can be put back: its number alone may be gone from the history by then. */
export type InstalledRevision = {
  readonly revision: number;
  readonly description: string;
  readonly values: Readonly<Record<string, unknown>>;
};

/** @returns `null` where nothing is installed, or the last revision is not deployed */
export async function readInstalledRevision(target: ReleaseTarget): Promise<InstalledRevision | null> {
  const address = addressOf(target);
  const last = (await target.releases.history(address)).at(-1);
  if (last?.status !== 'deployed') return null;
  return {
    revision: last.revision,
    description: last.description,
    values: await target.releases.values(address),
  };
}

/** Applies other values on top of those of `from`; does not wait for pods. */
export function applyChange(
  target: ReleaseTarget,
  change: {
    readonly from: InstalledRevision;
    readonly set: ReleaseRequest['set'];
    /** Laid over the values of `from`, maps by maps; lists and the rest are replaced. */
    readonly values?: Readonly<Record<string, unknown>>;
    readonly description: string;
  },
): Promise<ReleaseOutcome> {
  return target.releases.deploy({
    ...addressOf(target),
    chart: target.plan.chart,
    valueFiles: [],
    values: laidOver(change.from.values, change.values ?? {}),
    set: change.set,
    description: change.description,
    deadlineMs: helmDeadlineMs,
    signal: target.signal,
  });
}

/** Puts the revision back as it was, with its description; without the run's signal, for an interrupted run cleans up too. */
export async function putBack(target: ReleaseTarget, revision: InstalledRevision): Promise<ReleaseOutcome> {
  const { releases } = target;
  const last = (await releases.history(addressOf(target))).at(-1);
  // A Helm that was ended in the middle leaves the release locked, and only a rollback passes the lock.
  if (last?.status.startsWith('pending-') === true)
    await releases.rollback({
      ...addressOf(target),
      revision: revision.revision,
      deadlineMs: helmDeadlineMs,
    });
  return applyChange(
    { ...target, signal: undefined },
    { from: revision, set: {}, description: revision.description },
  );
}

/**
 * Puts the revision back where another one is installed by now, or none can be told; the run's own signal stops it not.
 *
 * @returns why it is not back; `null` where it is. It does not throw: it is what is done last, after a fault too.
 */
export async function leaveAsFound(target: ReleaseTarget, found: InstalledRevision): Promise<string | null> {
  try {
    const now = await readInstalledRevision({ ...target, signal: undefined });
    if (now?.description === found.description) return null;
    const outcome = await putBack(target, found);
    return outcome.status === 'failed' ? outcome.message : null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Waits until what Helm has just applied is all there and nothing old is left; `null` once it is. */
export async function awaitChange(
  target: ReleaseTarget,
  options: { readonly live: LiveNamespace; readonly startedMs: number; readonly deadlineMs: number },
): Promise<DeployFailure | null> {
  const { releases, reader, plan } = target;
  const manifest = parseManifest(await releases.manifest(addressOf(target)));
  return awaitRelease({
    ...target,
    ...options,
    expected: await expectedObjects(reader, plan.namespace, manifest),
  });
}

/** As Helm merges several values files. */
function laidOver(
  under: Readonly<Record<string, unknown>>,
  over: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    [...new Set([...Object.keys(under), ...Object.keys(over)])].map((key) => {
      const [one, other] = [under[key], over[key]];
      if (!(key in over)) return [key, one];
      return [key, isMap(one) && isMap(other) ? laidOver(one, other) : other];
    }),
  );
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
