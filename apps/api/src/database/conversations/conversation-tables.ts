/** Owns the tables of conversations as Kysely sees them. */

import type { MessageStatus } from '@todo-chatbot/contracts';
import type { ColumnType } from 'kysely';
import type { MessagePart } from '../../chat/conversation-store.ts';

export type ConversationTable = {
  id: string;
  account_id: string;
  title: string;
  created_at: ColumnType<Date, string, never>;
  updated_at: ColumnType<Date, string, string>;
};

export type ConversationMessageTable = {
  id: string;
  conversation_id: string;
  /** Order of arrival. */
  number: ColumnType<string, never, never>;
  role: 'user' | 'assistant';
  /** Written as JSON text. */
  parts: ColumnType<readonly MessagePart[], string, string>;
  status: MessageStatus;
  run_id: string | null;
  lease_until: ColumnType<Date | null, Date | null | undefined, Date | null>;
  created_at: ColumnType<Date, string, never>;
  updated_at: ColumnType<Date, string, string>;
};
