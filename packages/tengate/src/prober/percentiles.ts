/** Pure: percentiles of measured values, by the nearest rank: each is a value that was measured. */

export type Percentiles = {
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
};

/** @returns `null` of no values */
export function percentilesOf(values: readonly number[]): Percentiles | null {
  if (values.length === 0) return null;
  const sorted = Float64Array.from(values).sort();
  return {
    p50: rank(sorted, 0.5),
    p90: rank(sorted, 0.9),
    p99: rank(sorted, 0.99),
    p999: rank(sorted, 0.999),
    max: rank(sorted, 1),
  };
}

export function percentileOf(values: readonly number[], share: number): number | null {
  return values.length === 0 ? null : rank(Float64Array.from(values).sort(), share);
}

function rank(sorted: Float64Array, share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
