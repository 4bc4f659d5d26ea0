/**
 * Owns `POST /api/chat`. With `messages` in the body (what `useChat` sends) the answer is the AI SDK's UI message stream;
 * with `message`, or with `Accept: application/json`, it is one JSON object.
 */

import { z } from 'zod';
import { conversationId } from './conversation.ts';
import { lineOfText } from './text.ts';
import { timeZone } from './time.ts';

/** Longest message of a person, in UTF-16 code units. */
export const chatTextMaxLength = 4000;

const text = lineOfText(chatTextMaxLength);

/** A person's word on one tool call that waits for it. */
export const approvalResponse = z.strictObject({
  /** `approval.id` of the tool part. */
  id: z.string().min(1).max(200),
  approved: z.boolean(),
});
export type ApprovalResponse = z.infer<typeof approvalResponse>;

/** JSON mode: a message, or the answer to what waits for approval, or both absent to try the last message again. */
export const chatRequest = z
  .strictObject({
    message: text.optional(),
    /** Absent: a new conversation. */
    conversationId: conversationId.nullish().transform((id) => id ?? undefined),
    approvals: z.array(approvalResponse).min(1).max(50).optional(),
    /** Where the person's "tomorrow" is; the account's own when absent. */
    timeZone: timeZone.optional(),
  })
  .refine(({ message, conversationId }) => message !== undefined || conversationId !== undefined, {
    path: ['message'],
    message: 'Must be there in a new conversation',
  })
  .meta({ id: 'ChatRequest' });
export type ChatRequest = z.infer<typeof chatRequest>;
export type ChatRequestInput = z.input<typeof chatRequest>;

const uiPart = z.looseObject({ type: z.string() });
const uiMessage = z.looseObject({
  id: z.string().max(200).optional(),
  role: z.enum(['user', 'assistant', 'system']),
  parts: z.array(uiPart).max(1000),
});

/**
 * Streaming mode: what `useChat`'s default transport sends. Only the last message counts, a person's text or the approvals
 * in an assistant's tool parts: everything before is read from the database. `id` is the conversation; a client makes it
 * up (a UUID) for a new one.
 */
export const chatStreamRequest = z
  .looseObject({
    id: conversationId,
    messages: z.array(uiMessage).min(1).max(500),
    trigger: z.enum(['submit-message', 'regenerate-message']).default('submit-message'),
    timeZone: timeZone.optional(),
  })
  .meta({ id: 'ChatStreamRequest' });
export type ChatStreamRequest = z.infer<typeof chatStreamRequest>;

/** One call of a tool in a reply. */
export const toolCallSummary = z
  .object({
    id: z.string(),
    name: z.string(),
    input: z.unknown(),
    /** `awaiting-approval`: nothing was done yet. `rejected`: the person said no, nothing was done. */
    status: z.enum(['done', 'failed', 'awaiting-approval', 'rejected']),
    /** What the tool answered; see `assistant-tools`. */
    output: z.unknown().optional(),
    /** While it waits: what `approvals` names. */
    approvalId: z.string().optional(),
  })
  .meta({ id: 'ToolCallSummary' });
export type ToolCallSummary = z.infer<typeof toolCallSummary>;

export const noticeKinds = ['fallback', 'interrupted'] as const;
/**
 * Something the person should know about how this reply came about, as the stream's part `data-notice`. `fallback`: the
 * hosted model could not answer, the built-in assistant did.
 */
export const chatNotice = z
  .object({ kind: z.enum(noticeKinds), text: z.string() })
  .meta({ id: 'ChatNotice' });
export type ChatNotice = z.infer<typeof chatNotice>;

/** The answer in JSON mode. */
export const chatAnswer = z
  .object({
    conversationId,
    messageId: z.string(),
    response: z.string(),
    toolCalls: z.array(toolCallSummary),
    notices: z.array(chatNotice),
  })
  .meta({ id: 'ChatAnswer' });
export type ChatAnswer = z.infer<typeof chatAnswer>;

/** The answer of `GET /api/assistant`: who answers here. */
export const assistantInfo = z
  .object({
    /** `built-in`, `openai-compatible`, `anthropic`, `google`. */
    provider: z.string(),
    /** `null`: the built-in assistant. */
    model: z.string().nullable(),
  })
  .meta({ id: 'AssistantInfo' });
export type AssistantInfo = z.infer<typeof assistantInfo>;
