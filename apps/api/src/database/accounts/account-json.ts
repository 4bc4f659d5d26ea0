/** Owns an account's row as the contract writes it. */

import type { Account } from '@todo-chatbot/contracts';
import type { Selectable } from 'kysely';
import type { AccountTable } from './account-tables.ts';

export const accountColumns = [
  'accounts.id',
  'accounts.email',
  'accounts.time_zone',
  'accounts.language',
  'accounts.created_at',
] as const;

export function toAccount(row: Omit<Selectable<AccountTable>, 'password_hash'>): Account {
  const { id, email, time_zone: timeZone, language, created_at: createdAt } = row;
  return { id, email, timeZone, language, createdAt: createdAt.toISOString() };
}
