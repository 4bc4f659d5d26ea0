/** Owns a reply in JSON mode: its text, what its tools did, and what the person should know. */

import { type ChatAnswer, chatNotice, type ToolCallSummary } from '@todo-chatbot/contracts';
import type { MessagePart } from './conversation-store.ts';
import { approvalIdOf, isToolPart, textOf, toolNameOf } from './message-parts.ts';

export function summarizeReply(
  conversationId: string,
  reply: { readonly id: string; readonly parts: readonly MessagePart[] },
): ChatAnswer {
  const { id, parts } = reply;
  return {
    conversationId,
    messageId: id,
    response: textOf(parts),
    toolCalls: parts.filter(isToolPart).map(summarizeCall),
    notices: parts.flatMap((part) => {
      const notice = part.type === 'data-notice' ? chatNotice.safeParse(part.data) : undefined;
      return notice?.success ? [notice.data] : [];
    }),
  };
}

function summarizeCall(part: MessagePart): ToolCallSummary {
  const approvalId = approvalIdOf(part);
  return {
    id: String(part.toolCallId),
    name: toolNameOf(part),
    input: part.input,
    status: statusOf(part.state),
    ...(part.output !== undefined && { output: part.output }),
    ...(part.state === 'approval-requested' && approvalId !== undefined && { approvalId }),
  };
}

function statusOf(state: unknown): ToolCallSummary['status'] {
  switch (state) {
    case 'output-available':
      return 'done';
    case 'approval-requested':
      return 'awaiting-approval';
    case 'output-denied':
      return 'rejected';
    default:
      return 'failed';
  }
}
