/** Pure: whether the prober itself kept its rate; a load that was not as intended says nothing about the service. */

import type { LoadResult } from './load-result.ts';
import { percentileOf } from './percentiles.ts';

export type Steadiness = {
  readonly ok: boolean;
  /** How steady it was, or what was wrong with it. */
  readonly why: string;
  /** Share of one core. */
  readonly cpuShare: number;
  /** 99th percentile of how late requests were sent. */
  readonly lateP99Ms: number;
  /** Requests sent, of those that the plan intended for the same time. */
  readonly sentShare: number;
};

/** Above this a prober measures its own waiting for the processor. */
const mostCpuShare = 0.9;
const latestP99Ms = 50;
/** A request is under way at both ends of a load. */
const leastSentShare = 0.95;

export function steadinessOf(result: LoadResult): Steadiness {
  const seconds = Math.max(0.001, (result.to - result.from) / 1_000);
  const intended = result.plan.streams.reduce((sum, { ratePerSecond }) => sum + ratePerSecond, 0) * seconds;
  const late = [
    ...[...result.successes.values()].flatMap(({ lateMs }) => lateMs),
    ...result.failures.map(({ lateMs }) => lateMs),
  ];
  const sent = late.length;
  const measured = {
    cpuShare: Math.round((result.cpuSeconds / seconds) * 100) / 100,
    lateP99Ms: percentileOf(late, 0.99) ?? 0,
    sentShare: Math.round((sent / Math.max(1, intended)) * 1_000) / 1_000,
  };
  const wrong = [
    ...(result.complete ? [] : ['a part of its output is missing']),
    ...(sent === 0 ? ['it sent nothing'] : []),
    ...(measured.sentShare < leastSentShare
      ? [`it sent ${Math.round(measured.sentShare * 100)} % of what was intended`]
      : []),
    ...(measured.lateP99Ms > latestP99Ms
      ? [`it sent 1 % of its requests more than ${Math.round(measured.lateP99Ms)} ms late`]
      : []),
    ...(measured.cpuShare > mostCpuShare
      ? [`it used ${Math.round(measured.cpuShare * 100)} % of a core`]
      : []),
  ];
  return {
    ...measured,
    ok: wrong.length === 0,
    why:
      wrong.length === 0
        ? `sent ${Math.round(measured.sentShare * 100)} % of what was intended, 99 % of it within ${Math.round(measured.lateP99Ms * 10) / 10} ms`
        : wrong.join('; '),
  };
}
