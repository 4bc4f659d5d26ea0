/** Owns the secrets that clients carry: 256 random bits, of which the server keeps only the hash. */

import { hash, randomBytes } from 'node:crypto';

/** Personal tokens begin with it, so that scanners find one that was published by mistake. */
export const tokenPrefix = 'todo_';

export function newSecret(prefix = ''): { readonly secret: string; readonly hash: string } {
  const secret = `${prefix}${randomBytes(32).toString('base64url')}`;
  return { secret, hash: secretHash(secret) };
}

/** A plain hash is enough for what nobody can guess; finding a row by it tells nothing by the time it takes. */
export function secretHash(secret: string): string {
  return hash('sha256', secret, 'hex');
}
