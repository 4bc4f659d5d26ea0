/** The one way to wait: a condition, a deadline, an interval, an abort, and the last observation in the answer. */

import type { Clock } from './clock.ts';

export type Observation<T> =
  | { readonly done: true; readonly value: T }
  | { readonly done: false; readonly seen: string };

export type WaitOutcome<T> =
  | { readonly status: 'met'; readonly value: T; readonly afterMs: number }
  | { readonly status: 'timed-out'; readonly seen: string; readonly afterMs: number };

/**
 * Polls `observe` until it is done or `deadlineMs` has passed. A time-out is an outcome, never a success; an abort throws
 * the signal's reason.
 *
 * @param options.intervalMs pause between the end of one observation and the start of the next, milliseconds
 */
export async function waitUntil<T>(options: {
  readonly clock: Clock;
  readonly deadlineMs: number;
  readonly intervalMs: number;
  readonly signal?: AbortSignal | undefined;
  readonly observe: () => Promise<Observation<T>>;
}): Promise<WaitOutcome<T>> {
  const { clock, deadlineMs, intervalMs, signal, observe } = options;
  const start = clock.monotonicMs();
  for (;;) {
    signal?.throwIfAborted();
    const observation = await observe();
    const afterMs = clock.monotonicMs() - start;
    if (observation.done) return { status: 'met', value: observation.value, afterMs };
    if (afterMs >= deadlineMs) return { status: 'timed-out', seen: observation.seen, afterMs };
    await clock.wait(Math.min(intervalMs, deadlineMs - afterMs), signal);
  }
}
