/** Owns how often something may be tried: by whom, of what, in which time. */

import { hash } from 'node:crypto';
import type { RateLimitStore } from './account-store.ts';

export type RateLimit = { readonly limit: number; readonly windowMs: number };

export type LimitOutcome =
  | { readonly status: 'allowed' }
  | { readonly status: 'limited'; readonly retryAfterSeconds: number };

const minute = 60_000;

/** Attempts to sign in or up: of one address at one account, of one address, and at one account from anywhere. */
export type SignInLimits = {
  readonly pair: RateLimit;
  readonly address: RateLimit;
  readonly account: RateLimit;
};

/** @param attempts at one account from one address within 15 minutes; the wider limits follow from it */
export function signInLimits(attempts: number): SignInLimits {
  const windowMs = 15 * minute;
  return {
    pair: { limit: attempts, windowMs },
    address: { limit: attempts * 10, windowMs },
    account: { limit: attempts * 10, windowMs },
  };
}

export type LimitedKey = { readonly name: string; readonly of: readonly string[]; readonly rate: RateLimit };

/** Counts one attempt under every key; refused when any is over its limit. */
export async function countAttempt(
  store: RateLimitStore,
  options: { readonly keys: readonly LimitedKey[]; readonly now: Temporal.Instant },
): Promise<LimitOutcome> {
  const { keys, now } = options;
  const waits = await Promise.all(
    keys.map(async (key) => {
      const { hits, resetsAt } = await store.hit(storedKey(key), { now, windowMs: key.rate.windowMs });
      if (hits <= key.rate.limit) return 0;
      return Math.max(1, Math.ceil((resetsAt.epochMilliseconds - now.epochMilliseconds) / 1000));
    }),
  );
  const retryAfterSeconds = Math.max(0, ...waits);
  return retryAfterSeconds === 0 ? { status: 'allowed' } : { status: 'limited', retryAfterSeconds };
}

/** Hashed: whose address and e-mail were tried is nothing to keep. */
export function storedKey({ name, of }: LimitedKey): string {
  return `${name}:${hash('sha256', JSON.stringify(of), 'base64url')}`;
}
