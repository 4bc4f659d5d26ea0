/** Takes a release away, and on request its namespace with the data in it. */

import type { Clock } from '../ports/clock.ts';
import type { ClusterReader } from '../ports/cluster-reader.ts';
import type { ReleaseAddress, ReleaseManager } from '../ports/release-manager.ts';
import { waitUntil } from '../ports/wait-until.ts';

/**
 * @param options.deleteNamespace also removes the namespace: claims, Secrets and all
 * @param options.awaitGone       whether to wait for the namespace's end; it needs the pods' termination grace
 * @returns `gone` false where the namespace was still ending at the deadline
 */
export async function uninstallRelease(options: {
  readonly releases: ReleaseManager;
  readonly reader: ClusterReader;
  readonly clock: Clock;
  readonly address: ReleaseAddress;
  readonly deleteNamespace: boolean;
  readonly awaitGone: boolean;
  readonly deadlineMs: number;
  readonly signal?: AbortSignal | undefined;
}): Promise<{ readonly gone: boolean }> {
  const { releases, reader, clock, address, deadlineMs, signal } = options;
  await releases.uninstall({ ...address, deadlineMs });
  if (!options.deleteNamespace) return { gone: true };
  await reader.remove('namespaces', null, address.namespace);
  if (!options.awaitGone) return { gone: false };
  const outcome = await waitUntil({
    clock,
    deadlineMs,
    intervalMs: 500,
    signal,
    observe: async () => {
      const found = await reader.get('namespaces', null, address.namespace);
      return found === null ? { done: true, value: null } : { done: false, seen: 'the namespace still ends' };
    },
  });
  return { gone: outcome.status === 'met' };
}
