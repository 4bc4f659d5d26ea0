/** Keeps conversations in PostgreSQL or PGlite. */

import type { Conversation } from '@todo-chatbot/contracts';
import { type Kysely, type Selectable, sql } from 'kysely';
import type { ConversationStore, MessagePart, StoredMessage } from '../../chat/conversation-store.ts';
import type { Schema } from '../schema.ts';
import { beginReply } from './begin-reply.ts';
import { readCursor, writeCursor } from './conversation-cursor.ts';
import type { ConversationTable } from './conversation-tables.ts';

/** Messages of a conversation that are read at once, the latest. */
export const messagesMax = 500;

const columns = ['id', 'title', 'created_at', 'updated_at'] as const;

/** The state as it is for everyone but the run itself: without a living lease nobody is writing. By the database's clock. */
export const statusNow = sql<StoredMessage['status']>`
  case when status = 'streaming' and (lease_until is null or lease_until < now()) then 'interrupted' else status end`;

export function createConversationStore(db: Kysely<Schema>): ConversationStore {
  return {
    async page(accountId, { limit, cursor }) {
      const after = cursor === null ? null : readCursor(cursor);
      if (after === undefined) return { status: 'invalid-cursor' };
      const rows = await db
        .selectFrom('conversations')
        .select(columns)
        .where('account_id', '=', accountId)
        .$if(after !== null, (query) =>
          query.where(sql<boolean>`(updated_at, id) < (${after?.at}::timestamptz, ${after?.id}::uuid)`),
        )
        .orderBy('updated_at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit + 1)
        .execute();
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return {
        status: 'page',
        conversations: page.map(toConversation),
        nextCursor: rows.length > limit && last !== undefined ? writeCursor(toConversation(last)) : null,
      };
    },

    async find(accountId, id) {
      const conversation = await db
        .selectFrom('conversations')
        .select(columns)
        .where('account_id', '=', accountId)
        .where('id', '=', id)
        .executeTakeFirst();
      if (conversation === undefined) return null;
      return {
        conversation: toConversation(conversation),
        messages: await readMessages(db, id, messagesMax),
      };
    },

    async rename(accountId, id, title) {
      const row = await db
        .updateTable('conversations')
        .set({ title })
        .where('account_id', '=', accountId)
        .where('id', '=', id)
        .returning(columns)
        .executeTakeFirst();
      return row === undefined ? null : toConversation(row);
    },

    async remove(accountId, id) {
      const row = await db
        .deleteFrom('conversations')
        .where('account_id', '=', accountId)
        .where('id', '=', id)
        .returning('id')
        .executeTakeFirst();
      return row !== undefined;
    },

    begin: (accountId, options) => beginReply(db, accountId, options),

    async checkpoint({ messageId, runId }, { parts, now, leaseMs }) {
      const row = await db
        .updateTable('conversation_messages')
        .set({ parts: toJson(parts), updated_at: now, lease_until: leaseOf(leaseMs) })
        .where('id', '=', messageId)
        .where('run_id', '=', runId)
        .where('status', '=', 'streaming')
        .returning('id')
        .executeTakeFirst();
      return row !== undefined;
    },

    async finish({ messageId, runId }, { parts, status, now }) {
      const row = await db
        .updateTable('conversation_messages')
        .set({ parts: toJson(parts), status, updated_at: now, lease_until: null, run_id: null })
        .where('id', '=', messageId)
        .where('run_id', '=', runId)
        .where('status', '=', 'streaming')
        .returning('id')
        .executeTakeFirst();
      return row !== undefined;
    },
  };
}

/** What jsonb can hold: no U+0000 and no half of a surrogate pair, which a model may well write. */
export function toJson(parts: readonly MessagePart[]): string {
  return JSON.stringify(parts, (_key, value: unknown) =>
    typeof value === 'string' ? value.replaceAll('\u0000', '').toWellFormed() : value,
  );
}

export function leaseOf(leaseMs: number) {
  return sql<Date>`now() + make_interval(secs => ${leaseMs / 1000}::double precision)`;
}

/** The latest messages, oldest first. */
export async function readMessages(
  db: Kysely<Schema>,
  conversationId: string,
  limit: number,
): Promise<readonly StoredMessage[]> {
  const rows = await db
    .selectFrom('conversation_messages')
    .select(['id', 'role', 'parts', 'created_at', statusNow.as('state')])
    .where('conversation_id', '=', conversationId)
    .orderBy('number', 'desc')
    .limit(limit)
    .execute();
  return rows.reverse().map((row) => ({
    id: row.id,
    role: row.role,
    parts: row.parts,
    status: row.state,
    createdAt: row.created_at.toISOString(),
  }));
}

function toConversation(row: Pick<Selectable<ConversationTable>, (typeof columns)[number]>): Conversation {
  return {
    id: row.id,
    title: row.title,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}
