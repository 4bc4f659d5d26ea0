/** Pure: what one recovery of gate 6 took and cost, against its bounds. */

import type { Finding, Measurement } from '../../model/evidence.ts';
import { inSeconds } from '../../model/in-seconds.ts';
import type { LoadResult } from '../../prober/load-result.ts';
import type { GatePart } from '../gate-outcomes.ts';
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

export function judgeRecovery(options: {
  readonly recovery: Recovery;
  readonly kind: LossBound;
  readonly result: LoadResult;
  readonly namespace: string;
}): GatePart {
  const { recovery, kind, result, namespace } = options;
  const { name, from, to, victims } = recovery;
  const failures = result.failures.filter(({ at }) => at >= from && at < to);
  const backAt = from + (recovery.fullMs ?? to - from) + noticeMs;
  const counted = kind === 'none' ? failures : failures.filter(({ at }) => at >= backAt);
  const subject = victims.map((victim) => victim.replace('Pod/', `Pod/${namespace}/`)).join(', ');
  const measurements: readonly Measurement[] = [
    seconds(`${name}: Ready again after`, recovery.readyMs, readyTargetSeconds),
    seconds(`${name}: full count after`, recovery.fullMs, null),
    {
      name: `${name}: failed requests`,
      value: failures.length,
      unit: 'count',
      bound: kind === 'none' ? '0' : `none ${noticeMs / 1_000} s after everything is Ready again`,
      verdict: counted.length === 0 ? 'passed' : 'failed',
    },
  ];
  return { measurements, findings: findingsOf({ recovery, counted, kind, subject }), evidence: [] };
}

function findingsOf(options: {
  readonly recovery: Recovery;
  readonly counted: LoadResult['failures'];
  readonly kind: LossBound;
  readonly subject: string;
}): readonly Finding[] {
  const { recovery, counted, kind, subject } = options;
  const findings: Finding[] = [];
  if (recovery.missing !== null)
    findings.push({
      code: 'not-recovered',
      subject,
      what: `${recovery.name}: after ${readyWithinSeconds} s ${recovery.missing}`,
      todo: 'look at the events of the new pod: its image, its volume, its probes',
    });
  const [first] = counted;
  if (first !== undefined)
    findings.push({
      code: kind === 'none' ? 'requests-lost' : 'requests-lost-after-recovery',
      subject,
      what: `${recovery.name}: ${counted.length} requests failed, the first ${Math.round(first.at - recovery.from)} ms after it: ${first.stream}, ${first.kind}${first.status === null ? '' : ` ${first.status}`}`,
      todo:
        kind === 'none'
          ? 'let a pod go on serving while it leaves: preStop sleep, drain, readiness'
          : 'let clients and pools find the new process by themselves',
    });
  return findings;
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
