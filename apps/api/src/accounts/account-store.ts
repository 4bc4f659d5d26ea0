/** The ports to where accounts, their sessions and tokens, and the counters of rate limits are kept. */

import type { Account, ApiToken, TokenScope } from '@todo-chatbot/contracts';

export type NewAccount = {
  readonly id: string;
  readonly email: string;
  readonly passwordHash: string;
  /** `null`: nobody has told it. */
  readonly timeZone: string | null;
  readonly createdAt: Temporal.Instant;
};

export type AccountStore = {
  /** `null` when the e-mail has an account already. */
  insert(account: NewAccount): Promise<Account | null>;
  find(id: string): Promise<Account | null>;
  findByEmail(
    email: string,
  ): Promise<{ readonly account: Account; readonly passwordHash: string | null } | null>;
  passwordHash(id: string): Promise<string | null>;
  update(
    id: string,
    changes: Partial<Pick<Account, 'timeZone' | 'language'>> & { readonly passwordHash?: string },
  ): Promise<Account | null>;
};

export type LiveSession = { readonly account: Account; readonly renewedAt: Temporal.Instant };

/** Sessions are found by the hash of their token; the token itself is nowhere but with its client. */
export type SessionStore = {
  insert(session: {
    readonly tokenHash: string;
    readonly accountId: string;
    readonly now: Temporal.Instant;
    readonly expiresAt: Temporal.Instant;
  }): Promise<void>;
  find(tokenHash: string, now: Temporal.Instant): Promise<LiveSession | null>;
  renew(tokenHash: string, times: { now: Temporal.Instant; expiresAt: Temporal.Instant }): Promise<void>;
  remove(tokenHash: string): Promise<void>;
  /** @param except the hash of a session that stays */
  removeAll(accountId: string, except?: string): Promise<void>;
  removeExpired(now: Temporal.Instant): Promise<void>;
};

export type TokenStore = {
  insert(token: {
    readonly id: string;
    readonly accountId: string;
    readonly name: string;
    readonly tokenHash: string;
    readonly scopes: readonly TokenScope[];
    readonly createdAt: Temporal.Instant;
    readonly expiresAt: Temporal.Instant | null;
  }): Promise<ApiToken>;
  /** The newest first. */
  list(accountId: string): Promise<readonly ApiToken[]>;
  /** False when the account has no such token. */
  remove(accountId: string, id: string): Promise<boolean>;
  /** Notes the use, to the minute. */
  use(
    tokenHash: string,
    now: Temporal.Instant,
  ): Promise<{ readonly account: Account; readonly scopes: readonly TokenScope[] } | null>;
};

export type RateLimitStore = {
  /** Counts one more; how many there were since the window of this key began, this one included. */
  hit(
    key: string,
    options: { readonly now: Temporal.Instant; readonly windowMs: number },
  ): Promise<{ readonly hits: number; readonly resetsAt: Temporal.Instant }>;
  forget(key: string): Promise<void>;
  removeExpired(now: Temporal.Instant): Promise<void>;
};

export type IdentityStores = {
  readonly accounts: AccountStore;
  readonly sessions: SessionStore;
  readonly tokens: TokenStore;
  readonly rateLimits: RateLimitStore;
};
