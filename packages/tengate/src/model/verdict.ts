/** Owns the verdict: what a gate may say, and how several verdicts become one. */

export const verdicts = ['passed', 'failed', 'unknown', 'skipped'] as const;
export type Verdict = (typeof verdicts)[number];

/**
 * Combines the verdicts of several parts into one: a failure outweighs everything, then what could not be
 * measured. Nothing at all, or nothing but skipped parts, is `unknown`: it proves nothing.
 */
export function combineVerdicts(parts: readonly Verdict[]): Verdict {
  if (parts.includes('failed')) return 'failed';
  if (parts.includes('unknown')) return 'unknown';
  return parts.includes('passed') ? 'passed' : 'unknown';
}
