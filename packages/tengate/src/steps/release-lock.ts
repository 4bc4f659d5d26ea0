/** Clears the lock that a Helm killed in the middle leaves behind: a last revision that stays `pending-…` for ever. */

import type { Clock } from '../ports/clock.ts';
import type { ReleaseAddress, ReleaseManager, ReleaseRevision } from '../ports/release-manager.ts';
import { waitUntil } from '../ports/wait-until.ts';

/**
 * Waits as long as a Helm at work may need, then takes the pending revision for abandoned: goes back to the last deployed
 * revision, or removes an install that never became one.
 *
 * @param options.patienceMs how long after its start a revision may be pending with good reason
 * @returns the history without a lock, and what was done about one
 */
export async function clearReleaseLock(options: {
  readonly releases: ReleaseManager;
  readonly address: ReleaseAddress;
  readonly clock: Clock;
  readonly patienceMs: number;
  readonly signal?: AbortSignal | undefined;
  readonly onWait: (text: string) => void;
}): Promise<{ readonly history: readonly ReleaseRevision[]; readonly cleared: string | null }> {
  const { releases, address, clock, patienceMs, signal, onWait } = options;
  let history = await releases.history(address);
  const locked = pendingOf(history);
  if (locked === null) return { history, cleared: null };
  const leftMs = patienceMs - (clock.now().getTime() - locked.updatedAt.getTime());
  onWait(`another Helm is at work on ${address.release} (revision ${locked.revision}, ${locked.status})`);
  const outcome = await waitUntil({
    clock,
    deadlineMs: Math.max(0, leftMs),
    intervalMs: 1_000,
    signal,
    observe: async () => {
      history = await releases.history(address);
      const pending = pendingOf(history);
      return pending === null ? { done: true, value: null } : { done: false, seen: pending.status };
    },
  });
  if (outcome.status === 'met') return { history, cleared: null };
  const good = history.findLast(({ status }) => status === 'deployed' || status === 'superseded');
  if (good === undefined) await releases.uninstall({ ...address, deadlineMs: patienceMs });
  else await releases.rollback({ ...address, revision: good.revision, deadlineMs: patienceMs });
  return {
    history: await releases.history(address),
    cleared:
      good === undefined
        ? `removed the abandoned install of ${address.release}`
        : `rolled ${address.release} back from its abandoned revision ${locked.revision} to ${good.revision}`,
  };
}

function pendingOf(history: readonly ReleaseRevision[]): ReleaseRevision | null {
  const last = history.at(-1);
  return last?.status.startsWith('pending-') === true ? last : null;
}
