/** A change is over when no pod is on its way out any more; one that never ends is a finding, wherever it is waited for. */

import type { Finding } from '../model/evidence.ts';
import { awaitNoneLeaving } from './await-live.ts';
import type { ReleaseTarget } from './change-release.ts';
import type { LiveNamespace } from './live-namespace.ts';

/** @returns nothing where every old pod has ended within the deadline; an abort throws the signal's reason */
export async function awaitOldGone(
  { clock, plan, signal }: Pick<ReleaseTarget, 'clock' | 'plan' | 'signal'>,
  options: { readonly live: Pick<LiveNamespace, 'objects' | 'changed'>; readonly deadlineMs: number },
): Promise<readonly Finding[]> {
  const outcome = await awaitNoneLeaving({ ...options, clock, signal });
  if (outcome.status === 'met') return [];
  return [
    {
      code: 'old-pods-stay',
      subject: `Namespace/${plan.namespace}`,
      what: `${options.deadlineMs / 1_000} s after the change these still end: ${outcome.seen}`,
      todo: 'let the containers end at SIGTERM',
    },
  ];
}
