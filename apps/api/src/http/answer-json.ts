/**
 * Owns the short way to an answer in JSON, for what is asked most: its headers stay a plain object, where `c.body` and
 * `c.json` make a `Headers` of them for the server to take apart again.
 */

import type { Context } from 'hono';
import type { HttpEnvironment } from './http-environment.ts';

export function answerJson(
  c: Context<HttpEnvironment>,
  json: string,
  options: { readonly status?: 200 | 201; readonly headers?: Readonly<Record<string, string>> } = {},
): Response {
  const { status = 200, headers } = options;
  const type = { 'content-type': 'application/json' };
  // Where a session was renewed on the way `c` holds its cookie, and only `c` adds it.
  if (c.get('sessionSecret') !== undefined) return c.body(json, status, { ...type, ...headers });
  c.set('hasCommonHeaders', true);
  return new Response(json, { status, headers: { ...c.get('commonHeaders'), ...type, ...headers } });
}
