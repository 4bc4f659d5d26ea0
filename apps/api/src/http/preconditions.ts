/** Owns versions over HTTP: the ETag of an answer, and what If-Match asks of a change (RFC 9110, 8.8.3 and 13.1.1). */

import type { Context } from 'hono';
import type { HttpEnvironment } from './http-environment.ts';
import { problemResponse } from './problem.ts';

export const entityTag = (version: number) => `"${version}"`;

export type Precondition =
  /** No condition, or `*`: any version will do. */
  | { readonly kind: 'none' }
  /** One of these versions; none where no tag of the header can be one of ours. */
  | { readonly kind: 'versions'; readonly versions: readonly number[] };

export function readIfMatch(c: Context<HttpEnvironment>): Precondition {
  const header = c.req.header('if-match');
  if (header === undefined || header.trim() === '*') return { kind: 'none' };
  // A weak tag never matches here: If-Match compares strongly.
  const versions = header.split(',').flatMap((tag) => {
    const version = /^"(\d{1,9})"$/.exec(tag.trim())?.[1];
    return version === undefined ? [] : [Number(version)];
  });
  return { kind: 'versions', versions };
}

/**
 * Runs a change under the request's If-Match.
 *
 * @param options.current the present version, asked for only when the header names several; null: there is none
 * @param options.act     given the version that must be there, or nothing
 */
export async function underIfMatch(
  c: Context<HttpEnvironment>,
  options: {
    readonly current: () => Promise<number | null>;
    readonly act: (expected?: number) => Promise<Response>;
  },
): Promise<Response> {
  const condition = readIfMatch(c);
  if (condition.kind === 'none') return await options.act();
  const { versions } = condition;
  if (versions.length === 1) return await options.act(versions[0]);
  const current = await options.current();
  if (current === null) return await options.act();
  return versions.includes(current) ? await options.act(current) : stale(c);
}

/** 412 where the client named a version; 409 where others were quicker all the time. */
export function stale(c: Context<HttpEnvironment>): Response {
  if (readIfMatch(c).kind === 'none') {
    return problemResponse(c, { code: 'conflict', detail: 'It kept changing meanwhile; try again' });
  }
  return problemResponse(c, {
    code: 'precondition-failed',
    detail: 'It has changed since the version that If-Match names; read it again',
  });
}

/** Whether If-None-Match names the version: the client has it already. */
export function isKnown(c: Context<HttpEnvironment>, version: number): boolean {
  const header = c.req.header('if-none-match');
  if (header === undefined) return false;
  const tags = header.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes('*') || tags.includes(entityTag(version));
}
