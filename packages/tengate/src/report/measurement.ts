/** Owns how one measurement is written: `48.2 MB (bound: < 500 MB, passed)`. */

import type { Measurement } from '../model/evidence.ts';

export function formatMeasurement({ value, unit, bound, verdict }: Measurement): string {
  const shown =
    value === null ? 'not measured' : typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
  const withUnit = unit === undefined || unit === 'count' || value === null ? shown : `${shown} ${unit}`;
  const judged = [bound === undefined ? '' : `bound: ${bound}`, verdict ?? ''].filter((part) => part !== '');
  return judged.length === 0 ? withUnit : `${withUnit} (${judged.join(', ')})`;
}
