/** Names what a load that loses requests often loses them to: a liveness probe that takes load for death. */

import type { Finding } from '../../model/evidence.ts';
import { lastSeen } from '../../readiness/object-events.ts';
import type { LiveNamespace } from '../../steps/live-namespace.ts';

/** @param since milliseconds since 1970; events have whole seconds */
export function livenessKills(live: LiveNamespace, since: number): readonly Finding[] {
  return live
    .events()
    .filter(
      (event) =>
        event.reason === 'Killing' &&
        (event.message ?? '').includes('failed liveness probe') &&
        lastSeen(event).getTime() >= since - 1_000,
    )
    .map((event) => ({
      code: 'liveness-probe-failed',
      subject: `Pod/${live.namespace}/${event.involvedObject.name}`,
      what: `under load the kubelet ended it: ${event.message}`,
      todo: 'let the liveness probe ask only whether the process answers at all, with patience: what it kills was serving',
    }));
}
