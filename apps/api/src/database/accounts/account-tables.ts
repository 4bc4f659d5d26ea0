/** Owns the tables of accounts as Kysely sees them. */

import type { Account, TokenScope } from '@todo-chatbot/contracts';
import type { ColumnType } from 'kysely';

type Moment = ColumnType<Date, string, string>;

export type AccountTable = {
  id: string;
  email: string | null;
  password_hash: string | null;
  time_zone: string;
  time_zone_chosen: ColumnType<boolean, boolean | undefined, boolean>;
  language: Account['language'];
  created_at: ColumnType<Date, string, never>;
};

export type SessionTable = {
  token_hash: string;
  account_id: string;
  created_at: ColumnType<Date, string, never>;
  renewed_at: Moment;
  expires_at: Moment;
};

export type ApiTokenTable = {
  id: string;
  account_id: string;
  name: string;
  token_hash: string;
  scopes: TokenScope[];
  created_at: ColumnType<Date, string, never>;
  last_used_at: ColumnType<Date | null, never, string>;
  expires_at: ColumnType<Date | null, string | null, never>;
};

export type RateLimitTable = {
  key: string;
  hits: number;
  resets_at: Moment;
};
