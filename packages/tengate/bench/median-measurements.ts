/** Pure: what the same gates measured in several rounds, each number with its median, its range and its bound. */

import type { RunRecord } from '../src/model/run-record.ts';
import type { Verdict } from '../src/model/verdict.ts';

export type MedianMeasurement = {
  readonly gate: number;
  readonly name: string;
  readonly unit: string;
  /** In words, as the gate names it; empty where it has none. */
  readonly bound: string;
  readonly median: number;
  readonly least: number;
  readonly most: number;
  /** Rounds in which it was measured, of all. */
  readonly rounds: number;
  /** Rounds in which it was not within its bound. */
  readonly beyond: number;
};

export type RoundVerdicts = {
  readonly gate: number;
  readonly title: string;
  readonly verdicts: readonly Verdict[];
};

/** Numbers only, in the order in which the first round that has them names them. */
export function medianMeasurements(
  rounds: readonly Pick<RunRecord, 'gates'>[],
): readonly MedianMeasurement[] {
  const found = new Map<string, { values: number[]; beyond: number } & Pick<MedianMeasurement, Words>>();
  for (const { gates } of rounds)
    for (const { gate, measurements } of gates)
      for (const { name, value, unit = '', bound = '', verdict } of measurements) {
        if (typeof value !== 'number') continue;
        const key = `${gate} ${name}`;
        const one = found.get(key) ?? { gate, name, unit, bound, values: [], beyond: 0 };
        one.values.push(value);
        if (verdict !== undefined && verdict !== 'passed') one.beyond += 1;
        found.set(key, one);
      }
  return [...found.values()].map(({ values, ...one }) => ({
    ...one,
    median: median(values),
    least: Math.min(...values),
    most: Math.max(...values),
    rounds: values.length,
  }));
}

type Words = 'gate' | 'name' | 'unit' | 'bound';

export function roundVerdicts(rounds: readonly Pick<RunRecord, 'gates'>[]): readonly RoundVerdicts[] {
  const [first] = rounds;
  return (first?.gates ?? []).map(({ gate, title }) => ({
    gate,
    title,
    verdicts: rounds.flatMap(({ gates }) => gates.find((one) => one.gate === gate)?.verdict ?? []),
  }));
}

/** One line for each number that has a bound or a unit of time. */
export function renderMedians(
  measurements: readonly MedianMeasurement[],
  verdicts: readonly RoundVerdicts[],
): string {
  const rows = measurements.filter(({ bound, unit }) => bound !== '' || unit === 's' || unit === 'ms');
  const width = Math.max(0, ...rows.map(({ name }) => name.length));
  return verdicts
    .map(({ gate, title, verdicts: each }) => {
      const passed = each.filter((verdict) => verdict === 'passed').length;
      const lines = rows
        .filter((row) => row.gate === gate)
        .map(
          ({ name, median: middle, least, most, unit, bound, beyond, rounds }) =>
            `  ${name.padEnd(width)}  ${String(middle).padStart(8)} ${unit.padEnd(5)} ${`${least} to ${most}`.padEnd(18)} ${bound}${beyond === 0 ? '' : `   beyond it in ${beyond} of ${rounds}`}`,
        );
      return [`Gate ${gate}: ${title}, passed in ${passed} of ${each.length} rounds`, ...lines].join('\n');
    })
    .join('\n\n');
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const high = sorted[middle] ?? 0;
  const low = sorted.length % 2 === 0 ? (sorted[middle - 1] ?? high) : high;
  return Math.round(((low + high) / 2) * 100) / 100;
}
