/** Owns every store that knows who is who, of one database. */

import type { Kysely } from 'kysely';
import type { IdentityStores } from '../../accounts/account-store.ts';
import type { Schema } from '../schema.ts';
import { createAccountStore } from './account-store.ts';
import { createRateLimitStore } from './rate-limit-store.ts';
import { createSessionStore } from './session-store.ts';
import { createTokenStore } from './token-store.ts';

export function createIdentityStores(db: Kysely<Schema>): IdentityStores {
  return {
    accounts: createAccountStore(db),
    sessions: createSessionStore(db),
    tokens: createTokenStore(db),
    rateLimits: createRateLimitStore(db),
  };
}
