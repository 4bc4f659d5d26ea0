/** Owns how a change between two runs is written: `-8.5 ms (-13 %)`. */

import type { MeasurementChange } from './compare-runs.ts';
import { formatValue } from './measurement.ts';

export function formatChange({ change, before, unit, changed }: MeasurementChange): string {
  if (!changed) return '';
  if (change === null || change === 0) return 'changed';
  const sign = change > 0 ? '+' : '';
  const from = before?.value;
  const share =
    typeof from === 'number' && from !== 0
      ? ` (${sign}${Math.round((change / Math.abs(from)) * 100)} %)`
      : '';
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

/** How many stand in one run only: names that hold a pod's own name never come twice. */
export function onlyInOne(measurements: readonly MeasurementChange[]): string | null {
  const gone = measurements.filter(({ after }) => after === null).length;
  const added = measurements.filter(({ before }) => before === null).length;
  return gone + added === 0 ? null : `${gone} measurements only before, ${added} only after`;
}
