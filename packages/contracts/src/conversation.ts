/** Owns conversations with the assistant as they travel over HTTP: they live in the database and survive every process. */

import { z } from 'zod';
import { lineOfText } from './text.ts';
import { instant } from './time.ts';

export const conversationId = z.uuid('Must be a UUID');
/** Longest title, in UTF-16 code units after trimming. */
export const conversationTitleMaxLength = 200;

export const conversation = z
  .object({
    id: conversationId,
    /** The beginning of its first message until the person names it. */
    title: z.string(),
    createdAt: instant,
    /** When the last message came. */
    updatedAt: instant,
  })
  .meta({ id: 'Conversation' });
export type Conversation = z.infer<typeof conversation>;

/**
 * Of a reply. `streaming`: being written now, by a replica that renews its claim. `interrupted`: that replica is gone, the
 * text is what it had written. `stopped`: the person stopped it. `awaiting-approval`: it waits for the person's word on a
 * tool call. `failed`: it could not be finished. A message of the person is always `complete`.
 */
export const messageStatuses = [
  'complete',
  'streaming',
  'awaiting-approval',
  'stopped',
  'interrupted',
  'failed',
] as const;
export const messageStatus = z.enum(messageStatuses);
export type MessageStatus = z.infer<typeof messageStatus>;

/** What a client may see about a message beside its parts (`UIMessage['metadata']` of the AI SDK). */
export const messageMetadata = z
  .object({
    conversationId: conversationId.optional(),
    status: messageStatus.optional(),
    createdAt: instant.optional(),
  })
  .meta({ id: 'MessageMetadata' });
export type MessageMetadata = z.infer<typeof messageMetadata>;

/**
 * A message as the AI SDK's `UIMessage`: `parts` are its UI message parts (`text`, `tool-add_task`, `data-notice`,
 * `step-start`, …). Give them to `useChat({ messages })` as they are.
 */
export const chatMessage = z
  .object({
    id: z.string(),
    role: z.enum(['user', 'assistant']),
    parts: z.array(z.looseObject({ type: z.string() })),
    metadata: messageMetadata,
  })
  .meta({ id: 'ChatMessage' });
export type ChatMessage = z.infer<typeof chatMessage>;

/** The query of `GET /api/conversations`: latest first; `before` is the `nextCursor` of the page before. */
export const conversationQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(30),
  cursor: z.string().min(1).max(200).optional(),
});
export type ConversationQuery = z.infer<typeof conversationQuery>;

/** The answer of `GET /api/conversations`. */
export const conversationList = z
  .object({ conversations: z.array(conversation), nextCursor: z.string().nullable() })
  .meta({ id: 'ConversationList' });
export type ConversationList = z.infer<typeof conversationList>;

/** The answer of `GET /api/conversations/{id}`: its messages, oldest first. */
export const conversationWithMessages = conversation
  .extend({ messages: z.array(chatMessage) })
  .meta({ id: 'ConversationWithMessages' });
export type ConversationWithMessages = z.infer<typeof conversationWithMessages>;

/** The body of `PATCH /api/conversations/{id}`. */
export const conversationChanges = z
  .strictObject({ title: lineOfText(conversationTitleMaxLength) })
  .meta({ id: 'ConversationChanges' });
export type ConversationChanges = z.infer<typeof conversationChanges>;
