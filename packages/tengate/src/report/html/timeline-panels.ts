/** Decides which series of a timeline share a picture: those of one unit, and, for numbers of things, of one workload. */

import type { Timeline, TimelineSeries } from '../../model/timeline.ts';

export type Panel = {
  readonly title: string;
  readonly unit: string;
  readonly series: readonly TimelineSeries[];
};

/** Numbers of things first, failures last: where the eye looks for them. */
const kinds = ['step', 'line', 'bars'] as const;

const units: Readonly<Record<string, string>> = { ms: 'Latency, ms', '%': 'CPU utilisation, %' };

export function panelsOf({ series }: Timeline): readonly Panel[] {
  const ordered = kinds.flatMap((kind) => series.filter((one) => one.kind === kind));
  const groups = Object.groupBy(ordered, (one) => [one.kind, one.unit, ownerOf(one) ?? ''].join('\n'));
  return Object.values(groups).flatMap((some = []) => {
    const [first] = some;
    if (first === undefined) return [];
    const { unit } = first;
    return [{ title: titleOf(some, first), unit, series: some }];
  });
}

/** What a series is called where its panel already says whose it is. */
export function shortNameOf(series: TimelineSeries): string {
  const owner = ownerOf(series);
  return owner === null ? series.name : series.name.slice(owner.length + 2);
}

function ownerOf({ name, kind }: TimelineSeries): string | null {
  const at = name.indexOf(': ');
  return kind !== 'step' || at <= 0 ? null : name.slice(0, at);
}

function titleOf(some: readonly TimelineSeries[], first: TimelineSeries): string {
  const owner = ownerOf(first);
  if (owner !== null) return owner;
  if (some.length === 1) return first.unit === 'count' ? first.name : `${first.name}, ${first.unit}`;
  return units[first.unit] ?? first.unit;
}
