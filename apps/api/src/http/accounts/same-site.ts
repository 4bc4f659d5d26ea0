/**
 * Refuses changes that a page of another site makes a browser ask for (CSRF). Browsers say where a request comes from
 * and pages cannot forge it; programs say nothing, and carry no cookie by themselves.
 */

import type { Context, MiddlewareHandler } from 'hono';
import type { HttpEnvironment } from '../http-environment.ts';
import { problemResponse } from '../problem.ts';
import { isSafe } from './access.ts';

export const sameSite: MiddlewareHandler<HttpEnvironment> = (c, next) => {
  // A token in the header was put there by a program, not by a browser on its own.
  if (isSafe(c.req.method) || c.req.header('authorization') !== undefined || isOwn(c)) return next();
  return refuse(c);
};

async function refuse(c: Context<HttpEnvironment>): Promise<Response> {
  return problemResponse(c, {
    code: 'forbidden',
    detail: 'Pages of other sites may not change anything here',
  });
}

/** Sec-Fetch-Site where the browser sends it (all since 2023), else Origin against the name that was asked for. */
function isOwn(c: Context<HttpEnvironment>): boolean {
  const site = c.req.header('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const origin = c.req.header('origin');
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  const names = [c.req.header('x-forwarded-host'), c.req.header('host'), new URL(c.req.url).host];
  return names.includes(new URL(origin).host);
}
