/** The readiness of a claim: bound, on its way, or without anybody to provision it. */

import type { CoreV1Event, V1PersistentVolumeClaim } from '@kubernetes/client-node';
import { hopeless, type Readiness, ready, secondsSince, waiting } from './readiness.ts';

/** Provisioners retry, and some need a while; what failed for this long stays failed. */
const patienceSeconds = 20;

/** @param options.events events of this claim */
export function claimReadiness(
  claim: V1PersistentVolumeClaim,
  options: { readonly events: readonly CoreV1Event[]; readonly now: Date },
): Readiness {
  if (claim.status?.phase === 'Bound') return ready('bound');
  if (claim.status?.phase === 'Lost') return hopeless('claim-lost', 'the volume of the claim is gone');
  const failed = options.events.findLast(({ reason }) => reason === 'ProvisioningFailed');
  const message = failed?.message ?? 'waits for a volume';
  const old = secondsSince(claim.metadata?.creationTimestamp, options.now) > patienceSeconds;
  return failed !== undefined && old
    ? hopeless('claim-not-provisioned', message)
    : waiting('binding', message);
}
