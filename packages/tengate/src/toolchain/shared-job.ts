/** One attempt that several callers share: cancelled only when all of them have cancelled. */

import type { Progress } from '../ports/progress.ts';
import type { ToolchainOptions } from '../ports/toolchain.ts';

export type SharedJob = {
  /**
   * Waits for `part` of the job, or for the whole when none is given. A caller that aborts gets its signal's reason: at
   * once while others go on, after the job has cleaned up when it was the last one. One that has its part still counts:
   * the rest goes on for it in the background, and ends when it aborts.
   */
  join<T = void>(options: ToolchainOptions, part?: Promise<T>): Promise<T>;
  /** False once it ended or was cancelled: a new caller starts a new one. */
  isOpen(): boolean;
  /** Resolves when it has ended, however it did. */
  settled(): Promise<void>;
};

/** @param run starts at once; its progress goes to everyone who joined */
export function startSharedJob(run: (progress: Progress, signal: AbortSignal) => Promise<void>): SharedJob {
  const controller = new AbortController();
  const listeners = new Set<Progress>();
  const signals = new Set<AbortSignal>();
  let ended = false;
  let kept = false;

  const cancelWhenAllDid = (): void => {
    const all = [...signals];
    if (!kept && all.every((signal) => signal.aborted)) controller.abort(all.at(-1)?.reason);
  };
  const follow = (signal: AbortSignal | undefined): void => {
    if (signal === undefined) kept = true;
    else if (!signals.has(signal)) {
      signals.add(signal);
      signal.addEventListener('abort', cancelWhenAllDid, { signal: controller.signal });
    }
  };
  // The first caller joins in the same turn, so the job begins in the next one.
  const whole = Promise.resolve()
    .then(async () => {
      controller.signal.throwIfAborted();
      await run((event) => {
        for (const listener of listeners) listener(event);
      }, controller.signal);
    })
    .finally(() => {
      ended = true;
      for (const signal of signals) signal.removeEventListener('abort', cancelWhenAllDid);
    });
  whole.catch(() => undefined); // every caller sees the failure itself

  return {
    isOpen: () => !ended && !controller.signal.aborted,
    settled: async () => await whole.catch(() => undefined),
    join: async <T>(options: ToolchainOptions, part?: Promise<T>): Promise<T> => {
      options.signal?.throwIfAborted();
      listeners.add(options.progress);
      follow(options.signal);
      const wanted = part ?? (whole as Promise<T>);
      if (options.signal === undefined) return await wanted;
      const abort = rejectOnAbort(options.signal);
      try {
        return await Promise.race([wanted, abort.rejected]);
      } catch (error) {
        if (controller.signal.aborted) await whole.catch(() => undefined);
        throw error;
      } finally {
        abort.forget();
      }
    },
  };
}

function rejectOnAbort(signal: AbortSignal): { readonly rejected: Promise<never>; forget(): void } {
  const { promise, reject } = Promise.withResolvers<never>();
  promise.catch(() => undefined);
  const onAbort = (): void => reject(signal.reason);
  signal.addEventListener('abort', onAbort);
  return { rejected: promise, forget: () => signal.removeEventListener('abort', onAbort) };
}
