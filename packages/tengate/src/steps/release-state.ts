/** Pure: what a release's history says about it, and where it can go back to. */

import type { ReleaseRevision } from '../ports/release-manager.ts';
import { describedInputs } from './release-inputs.ts';

export type ReleaseState =
  | { readonly status: 'absent' }
  | { readonly status: 'deployed'; readonly revision: number; readonly earlier: number | null }
  /** The last change was applied in part: `earlier` is what was installed before. */
  | { readonly status: 'failed'; readonly revision: number; readonly earlier: number | null }
  /** A Helm is at work, or was ended in the middle: `pending-upgrade` stays for ever then, and locks the release. */
  | {
      readonly status: 'interrupted';
      readonly revision: number;
      /** Helm's own word: `pending-install`, `pending-upgrade`, `pending-rollback`. */
      readonly pending: string;
      readonly sinceMs: number;
      readonly earlier: number | null;
    };

/** @param history oldest first */
export function releaseState(history: readonly ReleaseRevision[], now: Date): ReleaseState {
  const last = history.at(-1);
  if (last === undefined || last.status === 'uninstalled') return { status: 'absent' };
  const { revision } = last;
  const earlier = earlierThan(history, revision);
  if (last.status.startsWith('pending-'))
    return {
      status: 'interrupted',
      revision,
      pending: last.status,
      sinceMs: now.getTime() - last.updatedAt.getTime(),
      earlier,
    };
  return { status: last.status === 'deployed' ? 'deployed' : 'failed', revision, earlier };
}

/** Revisions that were installed whole, oldest first; those that leave the autoscalers out for now are no place to stay. */
export function goodRevisions(history: readonly ReleaseRevision[]): readonly ReleaseRevision[] {
  return history.filter(
    ({ status, description }) =>
      (status === 'deployed' || status === 'superseded') && describedInputs(description)?.suspended !== true,
  );
}

function earlierThan(history: readonly ReleaseRevision[], revision: number): number | null {
  return goodRevisions(history).findLast((one) => one.revision < revision)?.revision ?? null;
}
