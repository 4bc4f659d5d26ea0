/** Applies values on top of the installed ones and waits until every pod runs with them, as `scale` and `upgrade` do. */

import type { GatePart } from '../../gates/gate-outcomes.ts';
import { inSeconds } from '../../model/in-seconds.ts';
import type { ReleaseRequest } from '../../ports/release-manager.ts';
import { awaitOldGone } from '../await-old-gone.ts';
import { applyChange, awaitChange, type InstalledRevision, type ReleaseTarget } from '../change-release.ts';
import type { LiveNamespace } from '../live-namespace.ts';
import { failedPart } from './outcome.ts';

/** What a change may take until everything is ready. */
export const changeDeadlineMs = 180_000;

export async function applyValues(
  target: ReleaseTarget,
  change: {
    readonly live: LiveNamespace;
    readonly installed: InstalledRevision;
    readonly set: ReleaseRequest['set'];
    readonly description: string;
  },
): Promise<GatePart> {
  const { live, installed, set, description } = change;
  const { clock } = target;
  const startedMs = clock.monotonicMs();
  const applied = await applyChange(target, { from: installed, set, description });
  if (applied.status === 'cancelled') throw target.signal?.reason;
  if (applied.status === 'failed') return failedPart(applied);
  const failure = await awaitChange(target, { live, startedMs, deadlineMs: changeDeadlineMs });
  if (failure !== null) return failedPart(failure);
  const rolledOutMs = clock.monotonicMs() - startedMs;
  const staying = await awaitOldGone(target, { live, deadlineMs: changeDeadlineMs });
  return {
    measurements: [
      { name: 'revision', value: applied.revision },
      {
        name: 'rolled out after',
        value: inSeconds(rolledOutMs),
        unit: 's',
        bound: `<= ${changeDeadlineMs / 1_000} s`,
        verdict: 'passed',
      },
      { name: 'old pods gone after', value: inSeconds(clock.monotonicMs() - startedMs), unit: 's' },
    ],
    findings: staying,
    evidence: [],
  };
}
