/** Pure: what a stretch of a load comes to, stream by stream: counts, rate, latencies from the intended time. */

import type { LoadResult } from './load-result.ts';
import { type Percentiles, percentilesOf } from './percentiles.ts';

export type StreamSummary = {
  readonly name: string;
  readonly target: string;
  readonly connections: 'fresh' | 'kept';
  readonly intendedRate: number;
  /** Requests a second that were answered or failed. */
  readonly achievedRate: number;
  readonly sent: number;
  readonly succeeded: number;
  readonly failed: number;
  /** `null` where nothing succeeded. */
  readonly latencyMs: Percentiles | null;
};

/** A stretch of a load by the times at which requests were to be sent; `to` is not part of it. */
export type Stretch = { readonly from: number; readonly to: number };

export function summariseLoad(
  result: LoadResult,
  stretch: Stretch = { from: result.from, to: result.to },
): readonly StreamSummary[] {
  const seconds = Math.max(0.001, (stretch.to - stretch.from) / 1_000);
  return result.plan.streams.map(({ name, target, connections, ratePerSecond }) => {
    const latencies = latenciesIn(result, name, stretch);
    const failed = failuresIn(result, stretch).filter(({ stream }) => stream === name).length;
    const sent = latencies.length + failed;
    return {
      name,
      target,
      connections,
      intendedRate: ratePerSecond,
      achievedRate: Math.round((sent / seconds) * 10) / 10,
      sent,
      succeeded: latencies.length,
      failed,
      latencyMs: percentilesOf(latencies),
    };
  });
}

export function failuresIn(result: LoadResult, { from, to }: Stretch): LoadResult['failures'] {
  return result.failures.filter(({ at }) => at >= from && at < to);
}

/** How late the latest request was sent of those that were to be sent in the stretch; 0 where there are none. */
export function latestIn(result: LoadResult, { from, to }: Stretch): number {
  let latest = 0;
  for (const { at, lateMs } of result.successes.values())
    for (const [index, moment] of at.entries())
      if (moment >= from && moment < to) latest = Math.max(latest, lateMs[index] ?? 0);
  for (const { lateMs } of failuresIn(result, { from, to })) latest = Math.max(latest, lateMs);
  return latest;
}

export function latenciesIn(result: LoadResult, stream: string, { from, to }: Stretch): readonly number[] {
  const successes = result.successes.get(stream);
  if (successes === undefined) return [];
  return successes.latencyMs.filter((_, index) => {
    const at = successes.at[index] ?? 0;
    return at >= from && at < to;
  });
}
