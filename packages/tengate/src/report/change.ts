/** Owns how a change between two runs is written: `-8.5 ms (-13 %)`. */

import { formatValue } from '../model/measurement-text.ts';
import type { GateChange, MeasurementChange } from './compare-runs.ts';

export function formatChange({ change, before, unit, changed }: MeasurementChange): string {
  if (!changed) return '';
  if (change === null || change === 0) return 'changed';
  const sign = change > 0 ? '+' : '';
  const from = before?.value;
  const percent = typeof from === 'number' && from !== 0 ? Math.round((change / Math.abs(from)) * 100) : 0;
  const share = percent === 0 ? '' : ` (${sign}${percent} %)`;
  return `${sign}${formatValue({ value: change, ...(unit !== null && { unit }) })}${share}`;
}

/** One side of a change, with its verdict where that is what changed. */
export function formatSide(
  side: MeasurementChange['before'],
  { unit, before, after }: MeasurementChange,
): string {
  if (side === null) return 'not there';
  const shown = formatValue({ value: side.value, ...(unit !== null && { unit }) });
  return before?.verdict === after?.verdict || side.verdict === undefined
    ? shown
    : `${shown} ${side.verdict}`;
}

/** What became of a gate, in one line. A gate that one run did not measure has changed nothing. */
export function describeGateChange({ before, after, measurements }: GateChange): string {
  if (before === null) return 'only in the run after';
  if (after === null) return 'only in the run before';
  const both = measurements.filter(isInBoth);
  const changed = both.filter((one) => one.changed).length;
  return `${before === after ? '' : 'verdict changed, '}${changed} of ${both.length} measurements changed`;
}

export function isInBoth({ before, after }: MeasurementChange): boolean {
  return before !== null && after !== null;
}

/** A word or a name stands beside numbers in their columns; a sentence would take the room of everything else. */
const longestWord = 16;

export function isShort({ before, after }: MeasurementChange): boolean {
  return [before, after].every((side) => typeof side?.value !== 'string' || side.value.length <= longestWord);
}

/** How many stand in one run only: names that hold a pod's own name never come twice. */
export function onlyInOne(measurements: readonly MeasurementChange[]): string | null {
  const gone = measurements.filter(({ after }) => after === null).length;
  const added = measurements.filter(({ before }) => before === null).length;
  return gone + added === 0 ? null : `${gone} only in the run before, ${added} only in the run after`;
}
