/** Owns an account's row as the contract writes it. */

import type { Account } from '@todo-chatbot/contracts';
import type { Selectable } from 'kysely';
import type { AccountTable } from './account-tables.ts';

/** Where an account is taken to be until it is known. */
export const assumedZone = 'UTC';

export const accountColumns = [
  'accounts.id',
  'accounts.email',
  'accounts.time_zone',
  'accounts.time_zone_chosen',
  'accounts.language',
  'accounts.created_at',
] as const;

export function toAccount(row: Omit<Selectable<AccountTable>, 'password_hash'>): Account {
  const { id, email, time_zone: timeZone, language, created_at: createdAt } = row;
  const timeZoneChosen = row.time_zone_chosen || timeZone !== assumedZone;
  return { id, email, timeZone, timeZoneChosen, language, createdAt: createdAt.toISOString() };
}
