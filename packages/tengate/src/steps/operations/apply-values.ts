/** Applies values on top of the installed ones and waits until every pod runs with them, as `scale` and `upgrade` do. */

import type { GatePart } from '../../gates/gate-outcomes.ts';
import type { ReleaseRequest } from '../../ports/release-manager.ts';
import { awaitLive } from '../await-live.ts';
import { applyChange, awaitChange, type InstalledRevision, type ReleaseTarget } from '../change-release.ts';
import type { LiveNamespace } from '../live-namespace.ts';
import { failedPart, seconds } from './outcome.ts';

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
  await awaitNoneLeaving(target, live);
  return {
    measurements: [
      { name: 'revision', value: applied.revision },
      {
        name: 'rolled out after',
        value: seconds(rolledOutMs),
        unit: 's',
        bound: `<= ${changeDeadlineMs / 1_000} s`,
        verdict: 'passed',
      },
      { name: 'old pods gone after', value: seconds(clock.monotonicMs() - startedMs), unit: 's' },
    ],
    findings: [],
    evidence: [],
  };
}

/** Those that still drain do not keep a change from being complete: how long they take is told, not judged. */
export async function awaitNoneLeaving({ clock, signal }: ReleaseTarget, live: LiveNamespace): Promise<void> {
  await awaitLive({
    live,
    clock,
    deadlineMs: changeDeadlineMs,
    signal,
    observe: ({ pods }) => {
      const leaving = pods.filter(({ metadata }) => metadata?.deletionTimestamp !== undefined);
      return leaving.length === 0
        ? { done: true, value: null }
        : { done: false, seen: `${leaving.length} pods still end` };
    },
  });
}
