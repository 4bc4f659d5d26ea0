/** `/api/auth`: signing up, in and out, and who is signed in. */

import { type Session, session, signIn, signUp } from '@todo-chatbot/contracts';
import type { Context } from 'hono';
import type { Accounts, SignInOutcome } from '../../accounts/accounts.ts';
import { TooManyHashes } from '../../accounts/password-hasher.ts';
import type { HttpEnvironment } from '../http-environment.ts';
import { answers, body, createRouter, operation, problems, type Router } from '../openapi/operation.ts';
import { problemResponse } from '../problem.ts';
import { readJson } from '../read-json.ts';
import { clientAddress } from './client-address.ts';
import { rateLimited } from './identify.ts';
import { readSessionCookie, removeSessionCookie, writeSessionCookie } from './session-cookie.ts';

const tags = ['Accounts'];

export type AuthOptions = {
  readonly accounts: Accounts;
  readonly authentication: Session['authentication'];
  /** Proxies of our own in front, for whose address it is. */
  readonly trustedProxies: number;
};

export function authRoutes({ accounts, authentication, trustedProxies }: AuthOptions): Router {
  const router = createRouter();
  const signedIn = answers('Signed in; the session is in the cookie', session);

  operation(
    router,
    {
      method: 'get',
      path: '/auth/session',
      operationId: 'getSession',
      summary: 'Who is signed in, and whether that is needed',
      tags,
      responses: { 200: answers('The session', session), ...problems() },
    },
    async (c) => {
      const account = c.get('account');
      const found = account === undefined ? null : await accounts.find(account.id);
      return c.json({ authentication, account: found } satisfies Session);
    },
  );

  operation(
    router,
    {
      method: 'post',
      path: '/auth/sign-up',
      operationId: 'signUp',
      summary: 'Make an account',
      tags,
      request: { body: body(signUp) },
      responses: { 201: signedIn, ...problems(400, 403, 409, 413, 415, 422, 429) },
    },
    async (c) => {
      if (authentication === 'off') return notHere(c);
      const wanted = await readJson(c, signUp);
      if (!wanted.ok) return wanted.response;
      const outcome = await orTooMany(accounts.signUp(wanted.value, clientAddress(c, trustedProxies)));
      if (outcome.status !== 'taken') return answer(c, outcome, 201);
      return problemResponse(c, {
        code: 'conflict',
        detail: 'No account can be made with this e-mail address; sign in if it is yours',
      });
    },
  );

  operation(
    router,
    {
      method: 'post',
      path: '/auth/sign-in',
      operationId: 'signIn',
      summary: 'Sign in',
      tags,
      request: { body: body(signIn) },
      responses: { 200: signedIn, ...problems(400, 401, 403, 409, 413, 415, 422, 429) },
    },
    async (c) => {
      if (authentication === 'off') return notHere(c);
      const given = await readJson(c, signIn);
      if (!given.ok) return given.response;
      return answer(c, await orTooMany(accounts.signIn(given.value, clientAddress(c, trustedProxies))), 200);
    },
  );

  operation(
    router,
    {
      method: 'post',
      path: '/auth/sign-out',
      operationId: 'signOut',
      summary: 'Sign out here',
      tags,
      responses: { 204: { description: 'Signed out' }, ...problems(403) },
    },
    async (c) => {
      const secret = readSessionCookie(c);
      if (secret !== undefined) await accounts.signOut(secret);
      removeSessionCookie(c);
      return c.body(null, 204);
    },
  );

  operation(
    router,
    {
      method: 'post',
      path: '/auth/sign-out-everywhere',
      operationId: 'signOutEverywhere',
      summary: 'End every session of the account',
      tags,
      responses: { 204: { description: 'Signed out everywhere; tokens stay' }, ...problems(401, 403) },
    },
    async (c) => {
      const account = c.get('account');
      if (account === undefined) {
        return problemResponse(c, { code: 'unauthorized', detail: 'Nobody is signed in' });
      }
      await accounts.signOutEverywhere(account.id);
      removeSessionCookie(c);
      return c.body(null, 204);
    },
  );
  return router;

  function answer(c: Context<HttpEnvironment>, outcome: SignInOutcome, status: 200 | 201): Response {
    switch (outcome.status) {
      case 'signed-in':
        writeSessionCookie(c, outcome.secret);
        return c.json({ authentication, account: outcome.account } satisfies Session, status);
      case 'refused':
        return problemResponse(c, {
          code: 'unauthorized',
          detail: 'The e-mail address and the password do not go together',
        });
      case 'limited':
        return rateLimited(c, outcome.retryAfterSeconds);
    }
  }
}

/** As many attempts as that are a flood, whoever they come from. */
async function orTooMany<T>(
  attempt: Promise<T>,
): Promise<T | { readonly status: 'limited'; readonly retryAfterSeconds: number }> {
  try {
    return await attempt;
  } catch (error) {
    if (error instanceof TooManyHashes) return { status: 'limited', retryAfterSeconds: 5 };
    throw error;
  }
}

function notHere(c: Context<HttpEnvironment>): Response {
  return problemResponse(c, {
    code: 'conflict',
    detail: 'This installation has one account and needs no sign-in (AUTH=off)',
  });
}
