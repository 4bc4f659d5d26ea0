/** Owns how one measurement is written: `48.2 MB (bound: < 500 MB, passed)`. */

import type { Measurement } from './evidence.ts';

export function formatMeasurement(measurement: Measurement): string {
  const { bound, verdict } = measurement;
  const judged = [bound === undefined ? '' : `bound: ${bound}`, verdict ?? ''].filter((part) => part !== '');
  const shown = formatValue(measurement);
  return judged.length === 0 ? shown : `${shown} (${judged.join(', ')})`;
}

/** The value with its unit; a count has none. */
export function formatValue({ value, unit }: Pick<Measurement, 'value' | 'unit'>): string {
  const shown =
    value === null ? 'not measured' : typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
  return unit === undefined || unit === 'count' || value === null ? shown : `${shown} ${unit}`;
}
