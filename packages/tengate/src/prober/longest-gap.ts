/** Pure: the longest time in which nothing succeeded. */

import type { LoadResult } from './load-result.ts';
import type { Stretch } from './summarise-load.ts';

/** From the end of one answer to the end of the next; the ends of the stretch count as answers. */
export type Gap = { readonly from: number; readonly to: number; readonly ms: number };

/**
 * The longest gap of several streams taken together: while any of them is served, there is none. Ends of answers are
 * counted and not their beginnings, so that requests that hang are a gap too.
 *
 * @param options.streams names; all of them together
 */
export function longestGap(
  result: LoadResult,
  options: { readonly streams: readonly string[]; readonly stretch: Stretch },
): Gap {
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
  let longest: Gap = { from: stretch.from, to: stretch.from, ms: 0 };
  let last = stretch.from;
  for (const end of [...ends, stretch.to]) {
    if (end - last > longest.ms) longest = { from: last, to: end, ms: end - last };
    last = end;
  }
  return { ...longest, ms: Math.round(longest.ms * 10) / 10 };
}
