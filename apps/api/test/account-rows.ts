/** Accounts for tests that need others than the local one: what belongs to an account needs one that is there. */

import { randomUUID } from 'node:crypto';
import type { Database } from '../src/database/database.ts';

/** @returns the account, as a request's; it goes when the tables are emptied */
export async function insertAccount(
  database: Database,
  account: { readonly id?: string; readonly timeZone?: string } = {},
): Promise<{ readonly id: string; readonly timeZone: string }> {
  const { id = randomUUID(), timeZone = 'UTC' } = account;
  await database.db
    .insertInto('accounts')
    .values({
      id,
      email: `${id}@todo.example`,
      password_hash: null,
      time_zone: timeZone,
      language: 'en',
      created_at: '2026-11-20',
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return { id, timeZone };
}
