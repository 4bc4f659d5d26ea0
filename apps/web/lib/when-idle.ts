/** Owns waiting for a moment in which the browser has nothing better to do. */

/** Milliseconds: then it is done even in a busy page. */
const latestMs = 4000;

/**
 * Calls back once the page is loaded and idle.
 *
 * @returns takes it back
 */
export function whenIdle(callback: () => void): () => void {
  // Safari has no idle callbacks.
  if (typeof requestIdleCallback !== 'function') {
    const timer = setTimeout(callback, 200);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(callback, { timeout: latestMs });
  return () => cancelIdleCallback(handle);
}
