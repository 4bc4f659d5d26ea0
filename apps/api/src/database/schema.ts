/** Owns the tables as Kysely sees them. */

import type { Generated } from 'kysely';
import type { ConversationMessageTable, ConversationTable } from './conversations/conversation-tables.ts';

/** Tables whose statements are written out (tasks, projects, labels, activity, keys) are not described here. */
export type Schema = {
  conversations: ConversationTable;
  conversation_messages: ConversationMessageTable;
  schema_migrations: { name: string; applied_at: Generated<Date> };
};
