/** Owns what a load measured. Times are milliseconds since 1970, durations milliseconds. */

import type { LoadPlan } from './load-plan.ts';

export const failureKinds = ['refused', 'reset', 'timeout', 'status', 'unreachable', 'other'] as const;
export type FailureKind = (typeof failureKinds)[number];

export type LoadFailure = {
  /** When the request was to be sent. */
  readonly at: number;
  readonly stream: string;
  readonly kind: FailureKind;
  readonly status: number | null;
  /** The system's word, `ECONNRESET`. */
  readonly code: string | null;
  /** The pod that answered, where one did. */
  readonly answeredBy: string | null;
  readonly waitedMs: number;
  /** How much later than intended the prober sent it. */
  readonly lateMs: number;
};

/** Every request that succeeded, in three lists of the same length and order. */
export type Successes = {
  /** When each was to be sent. */
  readonly at: readonly number[];
  /** From then to the end of its answer. */
  readonly latencyMs: readonly number[];
  /** How much later than intended the prober sent it. */
  readonly lateMs: readonly number[];
};

export type LoadResult = {
  readonly plan: LoadPlan;
  /** From the first request to the last. */
  readonly from: number;
  readonly to: number;
  readonly successes: ReadonlyMap<string, Successes>;
  readonly failures: readonly LoadFailure[];
  readonly marks: readonly { readonly at: number; readonly text: string }[];
  /** Sequence numbers of acknowledged writes, by stream. */
  readonly acknowledged: ReadonlyMap<string, readonly number[]>;
  /** CPU seconds that the prober used. */
  readonly cpuSeconds: number;
  /** Whether every line of its output has come, the last one too; else requests may be missing. */
  readonly complete: boolean;
};
