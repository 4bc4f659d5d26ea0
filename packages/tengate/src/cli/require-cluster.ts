/** Refuses to go on where this machine cannot have the cluster that was asked for, and says what is missing. */

import { TengateError } from '../model/tengate-error.ts';
import type { ClusterProvider } from '../ports/cluster-provider.ts';

/** @throws TengateError of kind `unavailable` */
export async function requireCluster(provider: ClusterProvider): Promise<void> {
  const availability = await provider.available();
  if (availability.available) return;
  throw new TengateError({
    code: 'no-cluster',
    kind: 'unavailable',
    what: `No ${provider.name} cluster can be had here: ${availability.why}`,
    todo: availability.todo,
    more: 'tengate verify-tools',
  });
}
