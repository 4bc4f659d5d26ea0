/** Claims a reply: the conversation's row is the lock, so that two clients at once follow each other. */

import type { Kysely } from 'kysely';
import type { BeginOutcome, ConversationStore, StoredMessage } from '../../chat/conversation-store.ts';
import type { Schema } from '../schema.ts';
import { leaseOf, readMessages, toJson } from './conversation-store.ts';

/** Messages before the reply that an assistant is shown. */
const historyMax = 40;

export async function beginReply(
  db: Kysely<Schema>,
  accountId: string,
  options: Parameters<ConversationStore['begin']>[1],
): Promise<BeginOutcome> {
  const { conversationId, create, plan, runId, now, leaseMs } = options;
  return await db.transaction().execute(async (transaction): Promise<BeginOutcome> => {
    if (create !== null) {
      await transaction
        .insertInto('conversations')
        .values({
          id: conversationId,
          account_id: accountId,
          title: create.title,
          created_at: now,
          updated_at: now,
        })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute();
    }
    // The update is the lock; another account's conversation is not there.
    const own = await transaction
      .updateTable('conversations')
      .set({ updated_at: now })
      .where('id', '=', conversationId)
      .where('account_id', '=', accountId)
      .returning('id')
      .executeTakeFirst();
    if (own === undefined) return { status: 'not-found' };

    const history = await readMessages(transaction, conversationId, historyMax);
    if (history.at(-1)?.status === 'streaming') return { status: 'busy' };
    const planned = plan(history);
    if (planned.status === 'refused') return planned;

    for (const { id, parts, status } of planned.changed) {
      await transaction
        .updateTable('conversation_messages')
        .set({ parts: toJson(parts), status, updated_at: now })
        .where('id', '=', id)
        .execute();
    }
    const message = { conversation_id: conversationId, created_at: now, updated_at: now };
    if (planned.user !== null) {
      const { id, parts } = planned.user;
      await transaction
        .insertInto('conversation_messages')
        .values({ ...message, id, role: 'user', parts: toJson(parts), status: 'complete' })
        .execute();
    }
    const { reply } = planned;
    const running = {
      parts: toJson(reply.parts),
      status: 'streaming' as const,
      run_id: runId,
      lease_until: leaseOf(leaseMs),
    };
    if (reply.known) {
      await transaction
        .updateTable('conversation_messages')
        .set({ ...running, updated_at: now })
        .where('id', '=', reply.id)
        .execute();
    } else {
      await transaction
        .insertInto('conversation_messages')
        .values({ ...message, ...running, id: reply.id, role: 'assistant' })
        .execute();
    }
    return {
      status: 'begun',
      claim: { messageId: reply.id, runId },
      history: after(history, planned, now),
    };
  });
}

function after(
  history: readonly StoredMessage[],
  plan: Extract<ReturnType<Parameters<ConversationStore['begin']>[1]['plan']>, { status: 'reply' }>,
  now: string,
): readonly StoredMessage[] {
  const changed = new Map(plan.changed.map((change) => [change.id, change]));
  const kept = history
    .filter((message) => message.id !== plan.reply.id)
    .map((message) => {
      const change = changed.get(message.id);
      return change === undefined ? message : { ...message, parts: change.parts, status: change.status };
    });
  const user: StoredMessage[] =
    plan.user === null ? [] : [{ ...plan.user, role: 'user', status: 'complete', createdAt: now }];
  const { id, parts } = plan.reply;
  return [...kept, ...user, { id, parts, role: 'assistant', status: 'streaming', createdAt: now }];
}
