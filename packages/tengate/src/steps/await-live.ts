/** Waits for a condition of a watched namespace: looks at every change, and after a second at the latest. */

import type { Clock } from '../ports/clock.ts';
import type { Observation, WaitOutcome } from '../ports/wait-until.ts';
import type { LiveNamespace } from './live-namespace.ts';

const lookAgainMs = 1_000;

/** A time-out is an outcome, never a success; an abort throws the signal's reason. */
export async function awaitLive<T>(options: {
  readonly live: Pick<LiveNamespace, 'objects' | 'changed'>;
  readonly clock: Clock;
  readonly deadlineMs: number;
  readonly signal?: AbortSignal | undefined;
  readonly observe: (objects: ReturnType<LiveNamespace['objects']>) => Observation<T>;
}): Promise<WaitOutcome<T>> {
  const { live, clock, deadlineMs, signal, observe } = options;
  const start = clock.monotonicMs();
  for (;;) {
    signal?.throwIfAborted();
    const observation = observe(live.objects());
    const afterMs = clock.monotonicMs() - start;
    if (observation.done) return { status: 'met', value: observation.value, afterMs };
    if (afterMs >= deadlineMs) return { status: 'timed-out', seen: observation.seen, afterMs };
    await live.changed(Math.min(lookAgainMs, deadlineMs - afterMs), signal);
  }
}

/** Until no pod is on its way out any more; a pod that drains may still lose a request. */
export function awaitNoneLeaving(
  options: Omit<Parameters<typeof awaitLive>[0], 'observe'>,
): Promise<WaitOutcome<null>> {
  return awaitLive({
    ...options,
    observe: ({ pods }) => {
      const leaving = pods.filter(({ metadata }) => metadata?.deletionTimestamp !== undefined);
      return leaving.length === 0
        ? { done: true, value: null }
        : { done: false, seen: leaving.map(({ metadata }) => metadata?.name).join(', ') };
    },
  });
}
