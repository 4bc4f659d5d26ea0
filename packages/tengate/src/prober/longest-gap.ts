/** Pure: the times in which nothing succeeded, and the longest of them. */

import type { LoadResult } from './load-result.ts';
import type { Stretch } from './summarise-load.ts';

/** From the end of one answer to the end of the next; the ends of the stretch count as answers. */
export type Gap = { readonly from: number; readonly to: number; readonly ms: number };

type Where = {
  /** Names; all of them together. */
  readonly streams: readonly string[];
  readonly stretch: Stretch;
};

export function longestGap(result: LoadResult, where: Where): Gap {
  const none: Gap = { from: where.stretch.from, to: where.stretch.from, ms: 0 };
  const longest = gapsOf(result, where).reduce((most, gap) => (gap.ms > most.ms ? gap : most), none);
  return { ...longest, ms: Math.round(longest.ms * 10) / 10 };
}

/**
 * Every gap of several streams taken together: while any of them is served, there is none. Ends of answers are counted and
 * not their beginnings, so that requests that hang are a gap too.
 */
export function gapsOf(result: LoadResult, options: Where): readonly Gap[] {
  const { streams, stretch } = options;
  const ends = streams
    .flatMap((stream) => {
      const successes = result.successes.get(stream);
      return successes === undefined
        ? []
        : successes.at.map((at, index) => at + (successes.latencyMs[index] ?? 0));
    })
    .filter((end) => end >= stretch.from && end < stretch.to)
    .sort((one, other) => one - other);
  return [...ends, stretch.to].map((to, index) => {
    const from = ends[index - 1] ?? stretch.from;
    return { from, to, ms: to - from };
  });
}
