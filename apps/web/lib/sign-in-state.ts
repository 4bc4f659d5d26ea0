/** Owns whether somebody has to sign in: the API says so by 401, and nothing else does. */

export type SignInState = {
  readonly isNeeded: () => boolean;
  /** Told once. @returns ends it */
  readonly subscribe: (notify: () => void) => () => void;
  /** A `fetch` that notices when the API asks for somebody to sign in. */
  readonly watch: (fetch: typeof globalThis.fetch) => typeof globalThis.fetch;
};

/** It is never taken back: who signs in begins with a new page, in which nothing of another account is left. */
export function createSignInState(): SignInState {
  const listeners = new Set<() => void>();
  let needed = false;
  return {
    isNeeded: () => needed,
    subscribe: (notify) => {
      listeners.add(notify);
      return () => listeners.delete(notify);
    },
    watch: (fetch) => async (input, init) => {
      const response = await fetch(input, init);
      if (response.status === 401 && !needed) {
        needed = true;
        for (const notify of listeners) notify();
      }
      return response;
    },
  };
}
