/** Pure: a load as a timeline for the report: latencies and failures over time, with what happened meanwhile. */

import type { Timeline } from '../../model/timeline.ts';
import type { LoadResult } from '../../prober/load-result.ts';
import { percentileOf } from '../../prober/percentiles.ts';

/** Width of one point, milliseconds. */
const windowMs = 500;

/** @param spans what was done while the load ran, from its beginning until all of it had arrived */
export function loadTimeline(
  title: string,
  result: LoadResult,
  spans: NonNullable<Timeline['spans']>,
): Timeline {
  const { from, to, failures, marks } = result;
  const windows = new Map<number, { readonly latencies: number[]; failed: number }>();
  const windowOf = (at: number) => {
    const start = from + Math.floor((at - from) / windowMs) * windowMs;
    const found = windows.get(start) ?? { latencies: [], failed: 0 };
    windows.set(start, found);
    return found;
  };
  for (const { at, latencyMs } of result.successes.values())
    for (const [index, moment] of at.entries()) windowOf(moment).latencies.push(latencyMs[index] ?? 0);
  for (const { at } of failures) windowOf(at).failed += 1;
  const ordered = [...windows].sort(([one], [other]) => one - other);
  const latency = (name: string, share: number) => ({
    name,
    unit: 'ms',
    kind: 'line' as const,
    points: ordered.flatMap(([at, { latencies }]) => {
      const value = percentileOf(latencies, share);
      return value === null ? [] : [[at, Math.round(value * 10) / 10] as const];
    }),
  });
  return {
    title,
    from,
    to,
    series: [
      latency('p50', 0.5),
      latency('p99', 0.99),
      {
        name: 'failed requests',
        unit: 'count',
        kind: 'bars',
        points: ordered.flatMap(([at, { failed }]) => (failed === 0 ? [] : [[at, failed] as const])),
      },
    ],
    events: marks,
    spans: spans.map(({ name, from: begins, to: ends }) => ({ name, from: begins, to: ends })),
  };
}
