/** Owns what can be done with accounts: signing up, in and out, changing what they remember, personal tokens. */

import type {
  Account,
  AccountChanges,
  ApiToken,
  CreatedApiToken,
  NewApiToken,
  SignIn,
  SignUp,
  TokenScope,
} from '@todo-chatbot/contracts';
import type { IdentityStores } from './account-store.ts';
import type { PasswordHasher } from './password-hasher.ts';
import {
  countAttempt,
  type LimitedKey,
  type LimitOutcome,
  type RateLimit,
  type SignInLimits,
  storedKey,
} from './rate-limits.ts';
import { newSecret, secretHash, tokenPrefix } from './secret-token.ts';

/** A session lives so long after its last use, give or take a day. */
export const sessionDays = 30;
const day = 24 * 60 * 60 * 1000;

type Limited = Extract<LimitOutcome, { status: 'limited' }>;
export type SignInOutcome =
  | { readonly status: 'signed-in'; readonly account: Account; readonly secret: string }
  | { readonly status: 'refused' }
  | Limited;

export type Accounts = ReturnType<typeof createAccounts>;

export function createAccounts(options: {
  readonly stores: IdentityStores;
  readonly hasher: PasswordHasher;
  readonly limits: { readonly signIn: SignInLimits; readonly requests: RateLimit };
  readonly now: () => Temporal.Instant;
  readonly newId: () => string;
}) {
  const { hasher, limits, now, newId } = options;
  const { accounts, sessions, tokens, rateLimits } = options.stores;

  const keysOf = (email: string, address: string): readonly [LimitedKey, ...LimitedKey[]] => [
    { name: 'sign-in', of: [email, address], rate: limits.signIn.pair },
    { name: 'sign-in-address', of: [address], rate: limits.signIn.address },
    { name: 'sign-in-account', of: [email], rate: limits.signIn.account },
  ];

  async function openSession(account: Account): Promise<SignInOutcome> {
    const at = now();
    const { secret, hash } = newSecret();
    const expiresAt = at.add({ milliseconds: sessionDays * day });
    await sessions.insert({ tokenHash: hash, accountId: account.id, now: at, expiresAt });
    // Whoever signs in sweeps: nothing else has to run for it.
    await Promise.all([sessions.removeExpired(at), rateLimits.removeExpired(at)]);
    return { status: 'signed-in', account, secret };
  }

  return {
    /** @param address the client's, for the limit of attempts */
    async signUp(
      { email, password, timeZone }: SignUp,
      address: string,
    ): Promise<SignInOutcome | { readonly status: 'taken' }> {
      const attempt = await countAttempt(rateLimits, { keys: keysOf(email, address), now: now() });
      if (attempt.status === 'limited') return attempt;
      const passwordHash = await hasher.hash(password);
      const account = await accounts.insert({
        id: newId(),
        email,
        passwordHash,
        timeZone: timeZone ?? null,
        createdAt: now(),
      });
      return account === null ? { status: 'taken' } : await openSession(account);
    },

    /** The same answer, after the same time, whether there is no such account or the password is wrong. */
    async signIn({ email, password }: SignIn, address: string): Promise<SignInOutcome> {
      const keys = keysOf(email, address);
      const attempt = await countAttempt(rateLimits, { keys, now: now() });
      if (attempt.status === 'limited') return attempt;
      const found = await accounts.findByEmail(email);
      const right = await hasher.verify(password, found?.passwordHash ?? null);
      if (found === null || !right) return { status: 'refused' };
      await rateLimits.forget(storedKey(keys[0]));
      return await openSession(found.account);
    },

    signOut: (secret: string) => sessions.remove(secretHash(secret)),

    signOutEverywhere: (accountId: string) => sessions.removeAll(accountId),

    /** Whose session it is; `renewed` when its cookie should be sent anew. */
    async bySession(
      secret: string,
    ): Promise<{ readonly account: Account; readonly renewed: boolean } | null> {
      const at = now();
      const tokenHash = secretHash(secret);
      const found = await sessions.find(tokenHash, at);
      if (found === null) return null;
      const renewed = at.epochMilliseconds - found.renewedAt.epochMilliseconds >= day;
      if (renewed) {
        const expiresAt = at.add({ milliseconds: sessionDays * day });
        await sessions.renew(tokenHash, { now: at, expiresAt });
      }
      return { account: found.account, renewed };
    },

    async byToken(
      secret: string,
    ): Promise<{ readonly account: Account; readonly scopes: readonly TokenScope[] } | null> {
      return secret.startsWith(tokenPrefix) ? await tokens.use(secretHash(secret), now()) : null;
    },

    find: (accountId: string) => accounts.find(accountId),

    /**
     * @param secret of the session that asks; it stays signed in when the password changes
     * @returns `wrong-password` when the present one is not given right
     */
    async change(
      accountId: string,
      changes: AccountChanges,
      client: { readonly secret: string | null; readonly address: string },
    ): Promise<
      | { readonly status: 'changed'; readonly account: Account }
      | { readonly status: 'wrong-password' }
      | Limited
    > {
      let passwordHash: string | undefined;
      if (changes.password !== undefined) {
        const keys = keysOf(accountId, client.address);
        const attempt = await countAttempt(rateLimits, { keys, now: now() });
        if (attempt.status === 'limited') return attempt;
        const stored = await accounts.passwordHash(accountId);
        if (!(await hasher.verify(changes.password.current, stored))) return { status: 'wrong-password' };
        passwordHash = await hasher.hash(changes.password.new);
      }
      const { timeZone, language } = changes;
      const account = await accounts.update(accountId, {
        ...(timeZone !== undefined && { timeZone }),
        ...(language !== undefined && { language }),
        ...(passwordHash !== undefined && { passwordHash }),
      });
      if (account === null) throw new Error('the account of the request is gone');
      if (passwordHash !== undefined) {
        await sessions.removeAll(accountId, client.secret === null ? undefined : secretHash(client.secret));
      }
      return { status: 'changed', account };
    },

    /** Counts one request of the account. */
    countRequest: (accountId: string): Promise<LimitOutcome> =>
      countAttempt(rateLimits, {
        keys: [{ name: 'requests', of: [accountId], rate: limits.requests }],
        now: now(),
      }),

    tokens: (accountId: string): Promise<readonly ApiToken[]> => tokens.list(accountId),

    async addToken(
      accountId: string,
      { name, scopes, expiresInDays }: NewApiToken,
    ): Promise<CreatedApiToken> {
      const createdAt = now();
      const { secret, hash } = newSecret(tokenPrefix);
      const token = await tokens.insert({
        id: newId(),
        accountId,
        name,
        tokenHash: hash,
        scopes,
        createdAt,
        expiresAt: expiresInDays === undefined ? null : createdAt.add({ milliseconds: expiresInDays * day }),
      });
      return { ...token, token: secret };
    },

    /** False when the account has no such token. */
    removeToken: (accountId: string, id: string): Promise<boolean> => tokens.remove(accountId, id),
  };
}
