/** Owns under which few names requests are counted and traced: anything can be sent as a method or an address. */

import type { Context } from 'hono';
import { routePath } from 'hono/route';
import type { HttpEnvironment } from './http-environment.ts';

/** What the last handler was declared for; `none` where only middleware was there. Known once the request is answered. */
export function routeOf(c: Context<HttpEnvironment>): string {
  const route = routePath(c, -1);
  return route.includes('*') ? 'none' : route;
}

export function methodOf(c: Context<HttpEnvironment>): string {
  return known.has(c.req.method) ? c.req.method : 'OTHER';
}

const known: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
