/** The application where people sign in, for tests: on a database, with a clock that the test turns. */

import { randomUUID } from 'node:crypto';
import { type Accounts, createAccounts } from '../src/accounts/accounts.ts';
import type { PasswordHasher } from '../src/accounts/password-hasher.ts';
import { signInLimits } from '../src/accounts/rate-limits.ts';
import { createIdentityStores } from '../src/database/accounts/create-identity-stores.ts';
import type { Database } from '../src/database/database.ts';
import { identifyByCredential } from '../src/http/accounts/identify.ts';
import { createTestApp, json } from './app-fixture.ts';
import { createTestChat } from './chat-fixture.ts';
import { createTestDomain, type TestClock } from './domain-fixture.ts';

/** Without the cost; the real one has tests of its own. */
const plainHasher: PasswordHasher = {
  hash: async (password) => `plain:${password}`,
  verify: async (password, stored) => stored === `plain:${password}`,
};

export function createTestAccounts(
  database: Database,
  clock: TestClock,
  limits: { readonly signInAttempts?: number; readonly requestsPerMinute?: number } = {},
): Accounts {
  return createAccounts({
    stores: createIdentityStores(database.db),
    hasher: plainHasher,
    limits: {
      signIn: signInLimits(limits.signInAttempts ?? 5),
      requests: { limit: limits.requestsPerMinute ?? 1000, windowMs: 60_000 },
    },
    now: () => clock.now,
    newId: randomUUID,
  });
}

export type Headers = Readonly<Record<string, string>>;

export function createSignInClient(
  database: Database,
  limits: { readonly signInAttempts?: number; readonly requestsPerMinute?: number } = {},
) {
  const { domain, clock } = createTestDomain(database);
  const accounts = createTestAccounts(database, clock, limits);
  const { app, lines } = createTestApp({
    domain,
    chat: createTestChat(database, { domain, clock }),
    auth: { accounts, authentication: 'on', trustedProxies: 1 },
    identify: identifyByCredential(accounts),
    now: () => clock.now,
  });
  const send = async (method: string, path: string, body?: unknown, headers: Headers = {}) => {
    const init = body === undefined ? { method } : json(method, body);
    return await app.request(path, {
      ...init,
      headers: { ...('headers' in init && init.headers), ...headers },
    });
  };
  return {
    app,
    clock,
    lines,
    send,
    /** Signs up; the headers of the new session. */
    async person(email: string, password = 'correct horse'): Promise<{ readonly cookie: string }> {
      const response = await send('POST', '/api/auth/sign-up', { email, password });
      if (response.status !== 201) throw new Error(`sign-up: ${response.status} ${await response.text()}`);
      return { cookie: cookieOf(response) };
    },
  };
}

/** What a browser would send back. */
export function cookieOf(response: Response): string {
  return (response.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '';
}
