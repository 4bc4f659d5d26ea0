/** Waits for every one of several undertakings to end before the first error goes on: each has cleaned up by then. */

export async function allEnded<T extends readonly unknown[]>(
  undertakings: readonly [...{ [K in keyof T]: Promise<T[K]> }],
): Promise<T> {
  const outcomes = await Promise.allSettled(undertakings);
  return outcomes.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  }) as unknown as T;
}
