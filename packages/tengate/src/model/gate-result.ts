/** Owns the result of one gate. */

import type { Evidence, Finding, Measurement } from './evidence.ts';
import type { Verdict } from './verdict.ts';

export type GateNumber = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10;

export type GateResult = {
  readonly gate: GateNumber;
  /** The gate's kebab-case name, the same as its file: `container-build`. */
  readonly name: string;
  readonly title: string;
  readonly verdict: Verdict;
  /** One line: what was measured, or why it could not be. */
  readonly summary: string;
  readonly measurements: readonly Measurement[];
  readonly findings: readonly Finding[];
  readonly evidence: readonly Evidence[];
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly durationMs: number;
};
