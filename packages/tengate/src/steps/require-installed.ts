/** Refuses to change a release that is not there, or not whole, and says the way out. */

import { TengateError } from '../model/tengate-error.ts';
import { type InstalledRevision, type ReleaseTarget, readInstalledRevision } from './change-release.ts';
import { addressOf } from './release-request.ts';
import { type ReleaseState, releaseState } from './release-state.ts';

/** @throws TengateError `release-absent`, `release-interrupted` or `release-failed` */
export async function requireInstalled(target: ReleaseTarget): Promise<InstalledRevision> {
  const installed = await readInstalledRevision(target);
  if (installed !== null) return installed;
  const state = releaseState(await target.releases.history(addressOf(target)), target.clock.now());
  throw notInstalled(state, target);
}

/** The same in one line, for a gate that cannot measure. */
export async function whyNotInstalled(target: ReleaseTarget): Promise<string> {
  const state = releaseState(await target.releases.history(addressOf(target)), target.clock.now());
  const { message, todo, more } = notInstalled(state, target);
  return `${message} To do: ${todo} (${more})`;
}

/** What stands in the way of a change, as an error; the commands in it are to be typed as they are. */
export function notInstalled(state: ReleaseState, { plan }: Pick<ReleaseTarget, 'plan'>): TengateError {
  const release = `${plan.release} in ${plan.namespace}`;
  switch (state.status) {
    case 'absent':
    case 'deployed':
      return new TengateError({
        code: 'release-absent',
        what: `There is no release ${release}.`,
        todo: 'Install it first.',
        more: 'tengate deploy',
      });
    case 'interrupted':
      return new TengateError({
        code: 'release-interrupted',
        what: `Revision ${state.revision} of ${release} is ${state.pending} for ${Math.round(state.sinceMs / 1_000)} s: a change was interrupted, or another Helm is still at work.`,
        todo:
          state.earlier === null
            ? 'Install it again: the interrupted install is taken away first.'
            : `Go back to revision ${state.earlier}, which was installed before.`,
        more: state.earlier === null ? 'tengate deploy' : 'tengate rollback',
      });
    case 'failed':
      return new TengateError({
        code: 'release-failed',
        what: `The last change of ${release}, revision ${state.revision}, failed.`,
        todo:
          state.earlier === null
            ? 'Correct what Helm refused, and install it again.'
            : `Go back to revision ${state.earlier}, or correct what Helm refused and deploy again.`,
        more: state.earlier === null ? 'tengate deploy' : 'tengate rollback',
      });
  }
}
