/** Owns what a gate is: something that measures one promise and says what it saw. */

import type { Evidence, Finding, Measurement } from '../model/evidence.ts';
import type { GateNumber } from '../model/gate-result.ts';
import type { Verdict } from '../model/verdict.ts';

export type GateOutcome = {
  readonly verdict: Verdict;
  readonly summary: string;
  readonly measurements: readonly Measurement[];
  readonly findings: readonly Finding[];
  readonly evidence: readonly Evidence[];
};

/** `Context` is what the run gives every gate (`gates/gate-context.ts`). */
export type Gate<Context> = {
  readonly number: GateNumber;
  /** Kebab-case, the same as the file. */
  readonly name: string;
  readonly title: string;
  /** What passing means, for `--help` and the report. */
  readonly promise: string;
  /** Resolves once what it measures has come to rest; the wait is not counted in the gate's own time. */
  readonly after?: (context: Context) => Promise<void>;
  /** Measures. What cannot be measured is returned as `unknown`; throws only for bugs and for an abort. */
  measure(context: Context): Promise<GateOutcome>;
};
