/** Owns under which few names requests are counted and traced: anything can be sent as a method or an address. */

import type { Context } from 'hono';
import { matchedRoutes } from 'hono/route';
import type { HttpEnvironment } from './http-environment.ts';

/**
 * What the handler that answered was declared for, or would have been where middleware answered before it; `none` where
 * only middleware was there. Known once the request is answered.
 */
export function routeOf(c: Context<HttpEnvironment>): string {
  const left = matchedRoutes(c).slice(c.req.routeIndex);
  return left.find(({ path }) => !path.includes('*'))?.path ?? 'none';
}

export function methodOf(c: Context<HttpEnvironment>): string {
  return known.has(c.req.method) ? c.req.method : 'OTHER';
}

const known: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
