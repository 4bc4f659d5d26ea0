/** The port to wherever feeds are kept. Throws `StorageUnavailable` while the storage cannot be reached. */

import type { Scope } from '../todos/scope.ts';

export type FeedStore = {
  /** When the account's feed was made; `null` where it has none. */
  createdAt(accountId: string): Promise<string | null>;
  /** Replaces the one before: its address answers no more. */
  put(
    accountId: string,
    feed: { readonly secretHash: string; readonly timeZone: string; readonly now: string },
  ): Promise<void>;
  /** False where there was none. */
  remove(accountId: string): Promise<boolean>;
  /** On whose behalf it is read; `null` where no feed has this secret. */
  find(secretHash: string): Promise<Scope | null>;
};
