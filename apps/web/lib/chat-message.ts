/** Owns messages with the assistant as the page holds them, and what of them travels to the API. Pure. */

import type { ChatNotice, MessageMetadata, ToolInput, ToolName, ToolOutput } from '@todo-chatbot/contracts';
import type { UIMessage } from 'ai';

export type AssistantTools = { [N in ToolName]: { input: ToolInput<N>; output: ToolOutput<N> } };
export type ChatMessage = UIMessage<MessageMetadata, { notice: ChatNotice }, AssistantTools>;

/**
 * The body of `POST /api/chat`: the last message alone, of the person's the text, of a reply the answers to what waits for
 * approval. The API reads everything else from its database, and a long conversation would not fit through its limit.
 */
export function chatBody(request: {
  readonly id: string;
  readonly messages: readonly ChatMessage[];
  readonly trigger: 'submit-message' | 'regenerate-message';
  readonly timeZone: string;
}): object {
  const { id, messages, trigger, timeZone } = request;
  return { id, trigger, timeZone, messages: messages.slice(-1).map(lean) };
}

/** @returns the person's words in it */
export function textOf(message: ChatMessage): string {
  return message.parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n');
}

/** How a reply ended that did not come to its end; `null` where all is well, or where it goes on. */
export function unfinished(messages: readonly ChatMessage[]): 'interrupted' | 'stopped' | 'failed' | null {
  const last = messages.at(-1);
  if (last === undefined) return null;
  if (last.role === 'user') return 'interrupted';
  switch (last.metadata?.status) {
    case 'stopped':
    case 'failed':
      return last.metadata.status;
    case 'interrupted':
    case 'streaming':
      return 'interrupted';
    default:
      return null;
  }
}

function lean({ id, role, parts }: ChatMessage): object {
  return {
    id,
    role,
    parts: parts.flatMap((part): object[] => {
      if (part.type === 'text') return role === 'user' ? [{ type: 'text', text: part.text }] : [];
      if (!('approval' in part) || part.approval === undefined) return [];
      const { type, toolCallId, state, approval } = part;
      return [{ type, toolCallId, state, approval: { id: approval.id, approved: approval.approved } }];
    }),
  };
}
