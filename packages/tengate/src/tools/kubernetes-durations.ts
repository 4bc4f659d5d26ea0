/** Reads Go's durations, as metrics.k8s.io writes its windows: `15.042s`, `1m0s`. */

const unitMs: Readonly<Record<string, number>> = {
  h: 3_600_000,
  m: 60_000,
  s: 1_000,
  ms: 1,
  us: 0.001,
  µs: 0.001,
};

/** @returns milliseconds; `NaN` for what is no duration */
export function parseDuration(text: string): number {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|us|µs|h|m|s)/g)];
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== text) return Number.NaN;
  return parts.reduce((sum, [, value, unit]) => sum + Number(value) * (unitMs[unit ?? ''] ?? Number.NaN), 0);
}
