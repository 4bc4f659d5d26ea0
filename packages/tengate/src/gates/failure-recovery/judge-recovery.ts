/** Pure: what one recovery of gate 6 took and cost, against its bounds. */

import type { Measurement } from '../../model/evidence.ts';
import { inSeconds } from '../../model/in-seconds.ts';
import type { LoadResult } from '../../prober/load-result.ts';
import { failuresIn } from '../../prober/summarise-load.ts';
import { type GatePart, joined } from '../gate-outcomes.ts';
import type { LossBound } from './cases.ts';
import { type Recovery, readyWithinSeconds } from './recovery-case.ts';

/** What is aimed at; the gate's own bound is looser, for slower machines. */
export const readyTargetSeconds = 5;
/**
 * After a restart, clients notice at their next attempt: a request under way then fails without anything being wrong any
 * more. Milliseconds.
 */
const noticeMs = 3_000;
/** How long the load is watched after everything is Ready again: to the end of that time, and beyond it. */
export const watchAfterMs = noticeMs + 2_000;

type Options = {
  readonly recovery: Recovery;
  readonly kind: LossBound;
  readonly result: LoadResult;
  readonly namespace: string;
};

export function judgeRecovery(options: Options): GatePart {
  return joined([judgeReturn(options), judgeCost(options)]);
}

/** How long the way back took. */
export function judgeReturn({ recovery, namespace }: Pick<Options, 'recovery' | 'namespace'>): GatePart {
  const { name, readyMs, fullMs, missing } = recovery;
  return {
    measurements: [
      seconds(`${name}: Ready again after`, readyMs, readyTargetSeconds),
      seconds(`${name}: full count after`, fullMs, null),
    ],
    findings:
      missing === null
        ? []
        : [
            {
              code: 'not-recovered',
              subject: subjectOf(recovery, namespace),
              what: `${name}: after ${readyWithinSeconds} s ${missing}`,
              todo: 'look at the events of the new pod: its image, its volume, its probes',
            },
          ],
    evidence: [],
  };
}

/** What it cost those who asked meanwhile. */
export function judgeCost({ recovery, kind, result, namespace }: Options): GatePart {
  const { name, from, to } = recovery;
  const failures = failuresIn(result, recovery);
  const backAt = from + (recovery.fullMs ?? to - from) + noticeMs;
  const counted = kind === 'none' ? failures : failures.filter(({ at }) => at >= backAt);
  const [first] = counted;
  return {
    measurements: [
      {
        name: `${name}: failed requests`,
        value: failures.length,
        unit: 'count',
        bound: kind === 'none' ? '0' : `none ${noticeMs / 1_000} s after everything is Ready again`,
        verdict: counted.length === 0 ? 'passed' : 'failed',
      },
    ],
    findings:
      first === undefined
        ? []
        : [
            {
              code: kind === 'none' ? 'requests-lost' : 'requests-lost-after-recovery',
              subject: subjectOf(recovery, namespace),
              what: `${name}: ${counted.length} requests failed, the first ${Math.round(first.at - from)} ms after it: ${first.stream}, ${first.kind}${first.status === null ? '' : ` ${first.status}`}`,
              todo:
                kind === 'none'
                  ? 'let a pod go on serving while it leaves: preStop sleep, drain, readiness'
                  : 'let clients and pools find the new process by themselves',
            },
          ],
    evidence: [],
  };
}

function subjectOf({ victims }: Recovery, namespace: string): string {
  return victims.map((victim) => victim.replace('Pod/', `Pod/${namespace}/`)).join(', ');
}

function seconds(name: string, ms: number | null, target: number | null): Measurement {
  const bound = `<= ${readyWithinSeconds} s${target === null ? '' : `, target ${target} s`}`;
  return {
    name,
    value: ms === null ? null : inSeconds(ms),
    unit: 's',
    bound,
    verdict: ms !== null && ms <= readyWithinSeconds * 1_000 ? 'passed' : 'failed',
  };
}
