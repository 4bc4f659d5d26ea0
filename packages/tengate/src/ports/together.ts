/** Does several things at the same time; when one fails the others are aborted, and their end awaited before the failure goes on. */

/** @param works each is given a signal that ends with `signal` or with the first failure; it must heed it */
export async function together<const Results extends readonly unknown[]>(
  signal: AbortSignal | undefined,
  works: { readonly [Index in keyof Results]: (shared: AbortSignal) => Promise<Results[Index]> },
): Promise<{ -readonly [Index in keyof Results]: Results[Index] }> {
  const failed = new AbortController();
  const shared = signal === undefined ? failed.signal : AbortSignal.any([signal, failed.signal]);
  const running = works.map((work) => work(shared));
  try {
    return (await Promise.all(running)) as { -readonly [Index in keyof Results]: Results[Index] };
  } catch (error) {
    failed.abort(error);
    await Promise.allSettled(running);
    throw error;
  }
}
