/** `POST /api/chat`: a message to the assistant, answered as a stream or as one JSON object. */

import {
  assistantInfo,
  type ChatRequest,
  type ChatStreamRequest,
  chatAnswer,
  chatRequest,
  chatStreamRequest,
} from '@todo-chatbot/contracts';
import type { Context } from 'hono';
import { z } from 'zod';
import type { Chat, StartOutcome } from '../chat/chat.ts';
import { approvalIdOf } from '../chat/message-parts.ts';
import type { ReplyRequest } from '../chat/plan-reply.ts';
import { summarizeReply } from '../chat/summarize-reply.ts';
import type { HttpEnvironment } from './http-environment.ts';
import { answers, createRouter, operation, problems, type Router } from './openapi/operation.ts';
import { problemResponse } from './problem.ts';
import { noSuch } from './read-id.ts';
import { readJson } from './read-json.ts';
import { logOf } from './request-log.ts';
import { scopeOf } from './scope.ts';

/** A comment on the stream that often, so that nothing on the way takes a thinking model for a dead connection. */
const keepAliveMs = 15_000;

export function chatRoutes(chat: Chat): Router {
  const router = createRouter();

  operation(
    router,
    {
      method: 'get',
      path: '/assistant',
      operationId: 'getAssistant',
      summary: 'Who answers in the chat',
      tags: ['Chat'],
      responses: { 200: answers('The assistant', assistantInfo), ...problems() },
    },
    (c) => c.json(chat.info),
  );

  operation(
    router,
    {
      method: 'post',
      path: '/chat',
      operationId: 'chat',
      summary: 'Say something to the assistant',
      description:
        'With `message` the answer is JSON. With `messages`, as `useChat` of the AI SDK sends them, it is a UI message stream. What deletes or changes many tasks waits for `approvals`.',
      tags: ['Chat'],
      request: {
        body: {
          required: true,
          content: { 'application/json': { schema: z.union([chatRequest, chatStreamRequest]) } },
        },
      },
      responses: {
        200: {
          description: 'The reply',
          content: {
            'application/json': { schema: chatAnswer },
            'text/event-stream': { schema: z.string() },
          },
        },
        ...problems(400, 404, 409, 413, 415, 422),
      },
    },
    async (c) => {
      const anything = await readJson(c, z.unknown());
      if (!anything.ok) return anything.response;
      const streaming =
        typeof anything.value === 'object' && anything.value !== null && 'messages' in anything.value;
      if (streaming) {
        const request = await readJson(c, chatStreamRequest);
        return request.ok ? await stream(c, chat, request.value) : request.response;
      }
      const request = await readJson(c, chatRequest);
      return request.ok ? await answer(c, chat, request.value) : request.response;
    },
  );
  return router;
}

async function answer(c: Context<HttpEnvironment>, chat: Chat, request: ChatRequest): Promise<Response> {
  const conversationId = request.conversationId?.toLowerCase() ?? chat.newConversationId();
  const outcome = await start(c, chat, {
    conversationId,
    create: request.conversationId === undefined,
    request: requestOf(request),
    timeZone: request.timeZone,
  });
  if (outcome.status !== 'started') return notStarted(c, outcome);
  const { parts, status, error } = await outcome.finished;
  if (status === 'failed') throw error;
  return c.json(summarizeReply(conversationId, { id: outcome.messageId, parts }));
}

function requestOf({ message, approvals }: ChatRequest): ReplyRequest {
  if (approvals !== undefined) return { kind: 'approvals', approvals };
  return message === undefined ? { kind: 'retry' } : { kind: 'message', text: message };
}

async function stream(c: Context<HttpEnvironment>, chat: Chat, body: ChatStreamRequest): Promise<Response> {
  const request = streamedRequestOf(body);
  if (request === null) {
    const detail = 'The last message must be the person’s text, or carry the answer to an approval';
    return problemResponse(c, {
      code: 'validation-failed',
      detail,
      errors: [{ pointer: `/messages/${body.messages.length - 1}`, detail }],
    });
  }
  const outcome = await start(c, chat, {
    conversationId: body.id.toLowerCase(),
    create: true,
    request,
    timeZone: body.timeZone,
  });
  if (outcome.status !== 'started') return notStarted(c, outcome);
  const json = c.req.header('accept') === 'application/json';
  if (json) {
    const { parts, status, error } = await outcome.finished;
    if (status === 'failed') throw error;
    return c.json(summarizeReply(body.id.toLowerCase(), { id: outcome.messageId, parts }));
  }
  const { createUIMessageStreamResponse } = await import('ai');
  return createUIMessageStreamResponse({
    stream: outcome.stream,
    headers: { 'cache-control': 'no-cache, no-transform' },
    keepAliveMs,
  });
}

/** Of what a client sends only the last message counts, and of an assistant's message only the answers to approvals. */
function streamedRequestOf({ messages, trigger }: ChatStreamRequest): ReplyRequest | null {
  if (trigger === 'regenerate-message') return { kind: 'retry' };
  const last = messages.at(-1);
  if (last?.role === 'user') {
    const texts = last.parts.flatMap((part) => (part.type === 'text' ? [part.text] : []));
    const text = chatRequest.shape.message.safeParse(texts.join('\n'));
    return text.success && text.data !== undefined ? { kind: 'message', text: text.data } : null;
  }
  const approvals = (last?.role === 'assistant' ? last.parts : []).flatMap((part) => {
    const id = approvalIdOf(part);
    const approved = (part.approval as { approved?: unknown } | undefined)?.approved;
    return id !== undefined && typeof approved === 'boolean' ? [{ id, approved }] : [];
  });
  return approvals.length === 0 ? null : { kind: 'approvals', approvals };
}

async function start(
  c: Context<HttpEnvironment>,
  chat: Chat,
  options: {
    readonly conversationId: string;
    readonly create: boolean;
    readonly request: ReplyRequest;
    readonly timeZone: string | undefined;
  },
): Promise<StartOutcome> {
  const scope = scopeOf(c);
  return await chat.start(scope, {
    ...options,
    timeZone: options.timeZone ?? scope.timeZone,
    signal: c.req.raw.signal,
    log: logOf(c),
  });
}

function notStarted(
  c: Context<HttpEnvironment>,
  outcome: Exclude<StartOutcome, { status: 'started' }>,
): Response {
  switch (outcome.status) {
    case 'not-found':
      return noSuch(c, 'conversation');
    case 'busy':
      return problemResponse(c, {
        code: 'conflict',
        detail: 'A reply is being written in this conversation; wait for it, or stop it',
      });
    case 'refused':
      return problemResponse(c, { code: 'conflict', detail: outcome.why });
  }
}
