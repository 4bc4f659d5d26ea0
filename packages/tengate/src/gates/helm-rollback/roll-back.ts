/** Goes back to the revision that was installed, and times it: until the new pods serve alone, and until the old ones are gone. */

import type { Finding } from '../../model/evidence.ts';
import { awaitOldGone } from '../../steps/await-old-gone.ts';
import { awaitChange } from '../../steps/change-release.ts';
import { addressOf, helmDeadlineMs } from '../../steps/release-request.ts';
import type { RollbackScene } from './rollback-scene.ts';

export type RollBack = {
  /** From Helm's call until every wanted pod is of the revision and Ready, and no other is meant to stay. */
  readonly rolledOutMs: number;
  /** Until the last old pod had ended. */
  readonly goneMs: number;
  readonly findings: readonly Finding[];
};

/** Far above the gate's bound: what takes longer is measured, and fails by its number. */
const deadlineMs = 180_000;

/** @param awaitGone false where the pods that go never served: nothing can be lost with them */
export async function rollBack(
  { context, target, installed, live }: RollbackScene,
  awaitGone: boolean,
): Promise<RollBack> {
  const { clock } = context;
  const startedMs = clock.monotonicMs();
  await target.releases.rollback({
    ...addressOf(target),
    revision: installed.revision,
    deadlineMs: helmDeadlineMs,
  });
  const failure = await awaitChange(target, { live, startedMs, deadlineMs });
  const rolledOutMs = clock.monotonicMs() - startedMs;
  if (failure !== null || !awaitGone)
    return { rolledOutMs, goneMs: rolledOutMs, findings: failure?.findings ?? [] };
  const findings = await awaitOldGone(target, { live, deadlineMs });
  return { rolledOutMs, goneMs: clock.monotonicMs() - startedMs, findings };
}
