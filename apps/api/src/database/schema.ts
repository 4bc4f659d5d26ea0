/** Owns the tables as Kysely sees them. */

import type { Generated } from 'kysely';
import type { AccountTable, ApiTokenTable, RateLimitTable, SessionTable } from './accounts/account-tables.ts';
import type { ConversationMessageTable, ConversationTable } from './conversations/conversation-tables.ts';

/** Tables whose statements are written out (tasks, projects, labels, activity, keys) are not described here. */
export type Schema = {
  accounts: AccountTable;
  api_tokens: ApiTokenTable;
  conversations: ConversationTable;
  conversation_messages: ConversationMessageTable;
  rate_limits: RateLimitTable;
  sessions: SessionTable;
  schema_migrations: { name: string; applied_at: Generated<Date> };
};
