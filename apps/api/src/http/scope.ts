/** Owns on whose behalf a request acts. */

import { clientHeader } from '@todo-chatbot/contracts';
import type { Context } from 'hono';
import type { Scope } from '../todos/scope.ts';
import type { HttpEnvironment } from './http-environment.ts';

/** The account of an installation without sign-in. */
export const localAccount = { id: '00000000-0000-4000-8000-000000000001', timeZone: 'UTC' } as const;

export function scopeOf(c: Context<HttpEnvironment>): Scope {
  const account = c.get('account') ?? localAccount;
  return {
    accountId: account.id,
    timeZone: account.timeZone,
    client: c.req.header(clientHeader) === 'web' ? 'web' : 'api',
  };
}
