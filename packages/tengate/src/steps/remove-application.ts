/** What `tengate uninstall` does: takes the release away, and on request its namespace with the data in it. */

import { releasePlan } from './install-application.ts';
import { findCluster } from './provide-cluster.ts';
import { addressOf } from './release-request.ts';
import type { RunOptions, RunParts } from './run-parts.ts';
import { uninstallRelease } from './uninstall-release.ts';

/** The database's pod may use its whole termination grace. */
const deadlineMs = 180_000;

/** @returns `gone` false where the namespace was still ending at the deadline */
export async function removeApplication(
  parts: RunParts,
  options: RunOptions & { readonly deleteData: boolean },
): Promise<{ readonly gone: boolean }> {
  const cluster = await findCluster(parts, options);
  const plan = releasePlan(options.configuration, []);
  options.progress({ kind: 'start', id: 'uninstall', title: 'Uninstall' });
  const outcome = await uninstallRelease({
    releases: cluster.releases,
    reader: cluster.reader,
    clock: parts.clock,
    address: addressOf({ plan, handle: cluster.handle }),
    deleteNamespace: options.deleteData,
    awaitGone: options.deleteData,
    deadlineMs,
    signal: options.signal,
  });
  options.progress({ kind: 'end', id: 'uninstall', outcome: 'done', text: plan.release });
  return outcome;
}
