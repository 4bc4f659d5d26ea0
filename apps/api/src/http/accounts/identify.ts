/** Owns whose request it is: the one account without sign-in, or the one that a session or a token belongs to. */

import type { Context, MiddlewareHandler } from 'hono';
import type { Accounts } from '../../accounts/accounts.ts';
import type { HttpEnvironment } from '../http-environment.ts';
import { problemResponse } from '../problem.ts';
import { localAccount } from '../scope.ts';
import { type Access, accessOf } from './access.ts';
import { readSessionCookie, writeSessionCookie } from './session-cookie.ts';

type Identity = Pick<Accounts, 'bySession' | 'byToken' | 'find' | 'countRequest'>;
type Identify = MiddlewareHandler<HttpEnvironment>;

/** Every request is the local account's; what it remembers is read again after so long, milliseconds. */
const rememberMs = 2000;

/** `AUTH=off`. */
export function identifyLocal(options: {
  readonly accounts: Pick<Accounts, 'find'>;
  readonly monotonicMs: () => number;
}): Identify {
  const { accounts, monotonicMs } = options;
  let known: { readonly account: { id: string; timeZone: string }; readonly at: number } | null = null;
  return async (c, next) => {
    const at = monotonicMs();
    if (known === null || at - known.at >= rememberMs) {
      known = { account: (await accounts.find(localAccount.id)) ?? localAccount, at };
    }
    c.set('account', known.account);
    await next();
    // What was changed here is seen here at once.
    if (c.req.path.startsWith('/api/account')) known = null;
  };
}

/** `AUTH=on`. */
export function identifyByCredential(accounts: Identity): Identify {
  return async (c, next) => {
    const access = accessOf(c.req.method, c.req.path) ?? { kind: 'session' };
    const refusal = await identify(c, access, accounts);
    if (refusal !== null) return refusal;
    return await next();
  };
}

/** @returns an answer when the request may not go on */
async function identify(
  c: Context<HttpEnvironment>,
  access: Access,
  accounts: Identity,
): Promise<Response | null> {
  const authorization = c.req.header('authorization');
  const secret = readSessionCookie(c);
  if (authorization !== undefined && access.kind !== 'open') {
    const [scheme, token = ''] = authorization.split(' ', 2);
    const found = scheme?.toLowerCase() === 'bearer' ? await accounts.byToken(token) : null;
    if (found === null) return unauthorized(c, 'The token is not valid, or not any more', 'invalid_token');
    if (access.kind === 'session' || !found.scopes.includes(access.scope)) {
      const detail =
        access.kind === 'session'
          ? 'Only a person who is signed in may do this, not a token'
          : `The token lacks the scope "${access.scope}"`;
      return problemResponse(c, { code: 'forbidden', detail });
    }
    c.set('account', found.account);
  } else if (secret !== undefined) {
    const found = await accounts.bySession(secret);
    if (found !== null) {
      c.set('account', found.account);
      c.set('sessionSecret', secret);
      if (found.renewed) writeSessionCookie(c, secret);
    }
  }
  const account = c.get('account');
  if (account === undefined) return access.kind === 'open' ? null : unauthorized(c, 'Sign in first');
  if (access.kind === 'open') return null;
  const counted = await accounts.countRequest(account.id);
  return counted.status === 'limited' ? rateLimited(c, counted.retryAfterSeconds) : null;
}

export function rateLimited(c: Context<HttpEnvironment>, seconds: number): Response {
  return problemResponse(c, {
    code: 'rate-limited',
    detail: `Try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}`,
    headers: { 'retry-after': String(seconds) },
  });
}

function unauthorized(c: Context<HttpEnvironment>, detail: string, error?: string): Response {
  const challenge = `Bearer realm="todo-chatbot"${error === undefined ? '' : `, error="${error}"`}`;
  return problemResponse(c, { code: 'unauthorized', detail, headers: { 'www-authenticate': challenge } });
}
