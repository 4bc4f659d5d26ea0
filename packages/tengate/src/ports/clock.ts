/** The port to time: wall clock, monotonic clock, and waiting. */

export type Clock = {
  now(): Date;
  /** Monotonic milliseconds; only differences mean anything. */
  monotonicMs(): number;
  /** Resolves after `ms`; rejects with the signal's reason when aborted. */
  wait(ms: number, signal?: AbortSignal): Promise<void>;
};
