/** Owns the word and the colour of a verdict at a terminal. */

import type { createColors } from 'picocolors';
import type { Verdict } from '../model/verdict.ts';

export const verdictWord: Readonly<Record<Verdict, string>> = {
  passed: 'PASSED',
  failed: 'FAILED',
  unknown: 'UNKNOWN',
  skipped: 'SKIPPED',
};

export function paintVerdict(
  colours: ReturnType<typeof createColors>,
  verdict: Verdict,
  text: string,
): string {
  switch (verdict) {
    case 'passed':
      return colours.green(text);
    case 'failed':
      return colours.red(text);
    case 'unknown':
      return colours.yellow(text);
    case 'skipped':
      return colours.dim(text);
  }
}
