/** Owns which address a request comes from, as far as it can be believed. */

import type { IncomingMessage } from 'node:http';
import type { Context } from 'hono';
import type { HttpEnvironment } from '../http-environment.ts';

/**
 * Each proxy adds at the end of X-Forwarded-For whom it has seen; what lies before the trusted ones, anyone can write.
 *
 * @param trustedProxies how many proxies of our own a request passes
 */
export function clientAddress(c: Context<HttpEnvironment>, trustedProxies: number): string {
  const seen = (c.req.header('x-forwarded-for') ?? '')
    .split(',')
    .map((address) => address.trim())
    .filter((address) => address !== '');
  const { incoming } = (c.env ?? {}) as { incoming?: IncomingMessage };
  const hops = [...seen, incoming?.socket.remoteAddress ?? 'unknown'];
  return hops[Math.max(0, hops.length - 1 - trustedProxies)] ?? 'unknown';
}
