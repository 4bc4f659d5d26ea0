/** `tengate rollback`: an earlier revision comes back, is waited for, and compared with what is live then. */

import { type GatePart, joined } from '../../gates/gate-outcomes.ts';
import { driftPart } from '../../gates/helm-rollback/drift-part.ts';
import { releaseTarget } from '../../gates/release-target.ts';
import { inSeconds } from '../../model/in-seconds.ts';
import { TengateError } from '../../model/tengate-error.ts';
import type { ReleaseRevision } from '../../ports/release-manager.ts';
import { awaitOldGone } from '../await-old-gone.ts';
import { awaitChange, type ReleaseTarget } from '../change-release.ts';
import { liveDifferences } from '../live-differences.ts';
import { type LiveNamespace, watchNamespace } from '../live-namespace.ts';
import { addressOf, helmDeadlineMs } from '../release-request.ts';
import { goodRevisions, releaseState } from '../release-state.ts';
import { notInstalled } from '../require-installed.ts';
import { changeDeadlineMs } from './apply-values.ts';
import type { Operation } from './operation.ts';
import { failedPart } from './outcome.ts';
import { underLoad } from './under-load.ts';

/** @param options.revision `null` means the one before; after an interrupted or failed change the last one that was whole */
export function rollback(options: { readonly revision: number | null; readonly load: boolean }): Operation {
  const operation: Operation = {
    number: 8,
    name: 'rollback',
    title: 'Rollback',
    measure: async (context) => {
      const { cluster, clock } = context;
      const target = releaseTarget(context, cluster, operation.number);
      const history = await cluster.releases.history(addressOf(target));
      const revision = chooseRevision(target, history, options.revision);
      const live = await watchNamespace({ reader: cluster.reader, clock, namespace: cluster.plan.namespace });
      try {
        return await underLoad({
          context,
          operation,
          load: options.load,
          work: (mark) => {
            mark(`back to revision ${revision}`);
            return goBack(target, live, revision);
          },
          done: ({ measurements }) => {
            const after = measurements.find(({ name }) => name === 'rolled out after')?.value;
            return `as revision ${revision} was, rolled out after ${after} s, live objects equal it`;
          },
        });
      } finally {
        await live.stop();
      }
    },
  };
  return operation;
}

/** @throws TengateError where there is no such revision, nothing earlier, or a Helm may be at work */
export function chooseRevision(
  target: Pick<ReleaseTarget, 'plan' | 'clock'>,
  history: readonly ReleaseRevision[],
  asked: number | null,
): number {
  const { plan, clock } = target;
  const state = releaseState(history, clock.now());
  if (state.status === 'absent') throw notInstalled(state, target);
  // Helm itself ends within its deadline: what is pending for longer was left behind.
  if (state.status === 'interrupted' && state.sinceMs < helmDeadlineMs)
    throw new TengateError({
      code: 'release-busy',
      what: `Another Helm may be at work on ${plan.release}: revision ${state.revision} is ${state.pending} for ${Math.round(state.sinceMs / 1_000)} s.`,
      todo: `Try again in ${Math.ceil((helmDeadlineMs - state.sinceMs) / 1_000)} s; an interrupted change can be taken back then.`,
      more: 'tengate rollback',
    });
  // The one that is installed too: what was changed beside Helm goes back then.
  const good = goodRevisions(history);
  const list = good.map(({ revision }) => revision).join(', ');
  if (asked !== null) {
    if (good.some(({ revision }) => revision === asked)) return asked;
    throw new TengateError({
      code: 'revision-unknown',
      kind: 'usage',
      what: `${plan.release} cannot go back to revision ${asked}.`,
      todo: list === '' ? 'There is none to go back to.' : `Use one of: ${list}`,
    });
  }
  if (state.earlier !== null) return state.earlier;
  throw new TengateError({
    code: 'nothing-to-roll-back',
    what: `${plan.release} has no earlier revision that was installed whole.`,
    todo: 'Deploy again what should be installed.',
    more: 'tengate deploy',
  });
}

async function goBack(target: ReleaseTarget, live: LiveNamespace, revision: number): Promise<GatePart> {
  const { clock, releases } = target;
  const startedMs = clock.monotonicMs();
  await releases.rollback({ ...addressOf(target), revision, deadlineMs: helmDeadlineMs });
  const failure = await awaitChange(target, { live, startedMs, deadlineMs: changeDeadlineMs });
  if (failure !== null) return failedPart(failure);
  const rolledOutMs = clock.monotonicMs() - startedMs;
  const staying = await awaitOldGone(target, { live, deadlineMs: changeDeadlineMs });
  const goneMs = clock.monotonicMs() - startedMs;
  return joined([
    {
      measurements: [
        {
          name: 'rolled out after',
          value: inSeconds(rolledOutMs),
          unit: 's',
          bound: `<= ${changeDeadlineMs / 1_000} s`,
          verdict: 'passed',
        },
        { name: 'old pods gone after', value: inSeconds(goneMs), unit: 's' },
      ],
      findings: staying,
      evidence: [],
    },
    driftPart(await liveDifferences(target), target.plan.namespace),
  ]);
}
