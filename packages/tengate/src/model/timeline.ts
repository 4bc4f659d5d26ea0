/** Owns what a gate saw over time, as the report draws it. Times are milliseconds since 1970. */

export type TimelineSeries = {
  readonly name: string;
  /** `count`, `%`, `ms`. */
  readonly unit: string;
  /** `step`: holds until the next point. `bars`: one bar a point. */
  readonly kind: 'step' | 'line' | 'bars';
  readonly points: readonly (readonly [at: number, value: number])[];
};

export type Timeline = {
  readonly title: string;
  readonly from: number;
  readonly to: number;
  readonly series: readonly TimelineSeries[];
  /** What was done, and what was seen to happen. */
  readonly events: readonly { readonly at: number; readonly text: string }[];
  /** What lasted a while: one upgrade, one deletion until everything was back. */
  readonly spans?: readonly { readonly name: string; readonly from: number; readonly to: number }[];
};

/** How long something took to come back, and what it cost. */
export type RecoveryBar = {
  readonly name: string;
  /** `null` where it did not come back. */
  readonly seconds: number | null;
  readonly boundSeconds: number;
  readonly failedRequests: number;
};

/** One field that is not as the revision has it. */
export type FieldDifference = {
  readonly object: string;
  readonly path: string;
  readonly expected: string;
  readonly actual: string;
};
