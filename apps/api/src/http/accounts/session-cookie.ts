/** Owns the cookie of a session: unreadable to scripts, never sent with another site's forms, over TLS only where there is TLS. */

import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { sessionDays } from '../../accounts/accounts.ts';
import type { HttpEnvironment } from '../http-environment.ts';

const name = 'todo_session';

export function readSessionCookie(c: Context<HttpEnvironment>): string | undefined {
  return getCookie(c, name, isSecure(c) ? 'host' : undefined);
}

export function writeSessionCookie(c: Context<HttpEnvironment>, secret: string): void {
  setCookie(c, name, secret, { ...attributes(c), maxAge: sessionDays * 24 * 60 * 60 });
}

export function removeSessionCookie(c: Context<HttpEnvironment>): void {
  deleteCookie(c, name, attributes(c));
}

function attributes(c: Context<HttpEnvironment>) {
  const common = { httpOnly: true, sameSite: 'Lax', path: '/' } as const;
  // With the prefix __Host- no other host of the domain can plant one.
  return isSecure(c) ? ({ ...common, secure: true, prefix: 'host' } as const) : common;
}

/** As the browser sees it: in front of the API stand the web front end and what ends TLS. */
function isSecure(c: Context<HttpEnvironment>): boolean {
  const [forwarded] = (c.req.header('x-forwarded-proto') ?? '').split(',');
  return forwarded?.trim() === 'https' || new URL(c.req.url).protocol === 'https:';
}
