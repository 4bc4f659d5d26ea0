/**
 * Owns who may reach which address: one declaration for each, and what has none is closed to everyone (a test fails on
 * it). With tokens, reading asks for the first scope named and changing for the second.
 */

import type { TokenScope } from '@todo-chatbot/contracts';

export type Access =
  /** Everyone; whose request it is, is still looked up where it can be. */
  | { readonly kind: 'open' }
  /** Only a person who is signed in, never a token. */
  | { readonly kind: 'session' }
  /** A person who is signed in, or a token with this scope. */
  | { readonly kind: 'account'; readonly scope: TokenScope };

const open = [
  '/api/health',
  '/api/ready',
  '/api/openapi.json',
  '/api/docs',
  '/api/auth',
  '/api/feeds',
  '/metrics',
];
const session = ['/api/account', '/api/tokens', '/api/feed'];
/** By what an address begins with. */
const scopes: Readonly<Record<string, readonly [reading: TokenScope, changing: TokenScope]>> = {
  '/api/tasks': ['read', 'write'],
  '/api/projects': ['read', 'write'],
  '/api/labels': ['read', 'write'],
  '/api/activity': ['read', 'write'],
  '/api/undo': ['write', 'write'],
  '/api/events': ['read', 'read'],
  '/api/export': ['read', 'read'],
  '/api/import': ['write', 'write'],
  '/api/assistant': ['chat', 'chat'],
  '/api/chat': ['chat', 'chat'],
  '/api/conversations': ['chat', 'chat'],
  '/mcp': ['mcp', 'mcp'],
};

/** `null`: not declared. */
export function accessOf(method: string, path: string): Access | null {
  const lies = (prefix: string) => path === prefix || path.startsWith(`${prefix}/`);
  if (open.some(lies)) return { kind: 'open' };
  if (session.some(lies)) return { kind: 'session' };
  const found = Object.entries(scopes).find(([prefix]) => lies(prefix));
  if (found === undefined) return null;
  const [reading, changing] = found[1];
  return { kind: 'account', scope: isSafe(method) ? reading : changing };
}

/** RFC 9110, 9.2.1. */
export function isSafe(method: string): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
}
