/** `/api/conversations`: what was said to the assistant, kept until the person deletes it. */

import {
  type ChatMessage,
  conversation,
  conversationChanges,
  conversationList,
  conversationQuery,
  conversationWithMessages,
} from '@todo-chatbot/contracts';
import type { Chat } from '../chat/chat.ts';
import type { StoredMessage } from '../chat/conversation-store.ts';
import { answers, body, createRouter, operation, problems, type Router } from './openapi/operation.ts';
import { idParameters, noSuch, readId } from './read-id.ts';
import { readJson } from './read-json.ts';
import { invalidParameters, readQuery } from './read-query.ts';
import { scopeOf } from './scope.ts';

const tags = ['Chat'];

export function conversationRoutes({ conversations }: Pick<Chat, 'conversations'>): Router {
  const router = createRouter();

  operation(
    router,
    {
      method: 'get',
      path: '/conversations',
      operationId: 'listConversations',
      summary: 'List conversations, the latest first',
      tags,
      request: { query: conversationQuery },
      responses: { 200: answers('A page', conversationList), ...problems(400) },
    },
    async (c) => {
      const query = readQuery(c, conversationQuery);
      if (!query.ok) return query.response;
      const { limit, cursor } = query.value;
      const page = await conversations.page(scopeOf(c).accountId, { limit, cursor: cursor ?? null });
      if (page.status === 'invalid-cursor') {
        return invalidParameters(c, [{ parameter: 'cursor', detail: 'Is not a cursor of this list' }]);
      }
      return c.json({ conversations: [...page.conversations], nextCursor: page.nextCursor });
    },
  );

  operation(
    router,
    {
      method: 'get',
      path: '/conversations/{id}',
      operationId: 'getConversation',
      summary: 'A conversation with its messages',
      tags,
      request: { params: idParameters },
      responses: { 200: answers('The conversation', conversationWithMessages), ...problems(404) },
    },
    async (c) => {
      const id = readId(c);
      const found = id === null ? null : await conversations.find(scopeOf(c).accountId, id);
      if (found === null) return noSuch(c, 'conversation');
      const messages = found.messages.map((message) => toChatMessage(message, found.conversation.id));
      return c.json({ ...found.conversation, messages });
    },
  );

  operation(
    router,
    {
      method: 'patch',
      path: '/conversations/{id}',
      operationId: 'renameConversation',
      summary: 'Rename a conversation',
      tags,
      request: { params: idParameters, body: body(conversationChanges) },
      responses: { 200: answers('The conversation', conversation), ...problems(400, 404, 413, 415, 422) },
    },
    async (c) => {
      const changes = await readJson(c, conversationChanges);
      if (!changes.ok) return changes.response;
      const id = readId(c);
      const renamed =
        id === null ? null : await conversations.rename(scopeOf(c).accountId, id, changes.value.title);
      return renamed === null ? noSuch(c, 'conversation') : c.json(renamed);
    },
  );

  operation(
    router,
    {
      method: 'delete',
      path: '/conversations/{id}',
      operationId: 'deleteConversation',
      summary: 'Delete a conversation',
      tags,
      request: { params: idParameters },
      responses: { 204: { description: 'It is gone' }, ...problems(404) },
    },
    async (c) => {
      const id = readId(c);
      const removed = id !== null && (await conversations.remove(scopeOf(c).accountId, id));
      return removed ? c.body(null, 204) : noSuch(c, 'conversation');
    },
  );
  return router;
}

function toChatMessage(message: StoredMessage, conversationId: string): ChatMessage {
  const { id, role, parts, status, createdAt } = message;
  return { id, role, parts: [...parts], metadata: { conversationId, status, createdAt } };
}
