/** Owns what a request makes of a conversation: which messages are added or changed before the assistant goes on. Pure. */

import type { ApprovalResponse, MessageStatus } from '@todo-chatbot/contracts';
import { readApprovalWord } from './approval-words.ts';
import type { MessagePart, StoredMessage } from './conversation-store.ts';
import { approvalIdOf, isSettled, isToolPart, isWaiting } from './message-parts.ts';

export type ReplyRequest =
  | { readonly kind: 'message'; readonly text: string }
  | { readonly kind: 'approvals'; readonly approvals: readonly ApprovalResponse[] }
  /** The last message again: what tools have done stays done. */
  | { readonly kind: 'retry' };

export type ReplyPlan =
  | {
      readonly status: 'reply';
      readonly changed: readonly {
        readonly id: string;
        readonly parts: readonly MessagePart[];
        readonly status: MessageStatus;
      }[];
      readonly user: { readonly id: string; readonly parts: readonly MessagePart[] } | null;
      /** `known`: it is there already and goes on. */
      readonly reply: {
        readonly id: string;
        readonly parts: readonly MessagePart[];
        readonly known: boolean;
      };
    }
  | { readonly status: 'refused'; readonly why: string };

/** @param options.newId a new UUID */
export function planReply(
  history: readonly StoredMessage[],
  request: ReplyRequest,
  options: { readonly newId: () => string },
): ReplyPlan {
  const last = history.at(-1);
  switch (request.kind) {
    case 'message': {
      const waiting = last?.parts.filter(isWaiting) ?? [];
      const word = waiting.length > 0 ? readApprovalWord(request.text) : null;
      if (last !== undefined && word !== null) {
        return answered(
          last,
          waiting.map((part) => ({ id: approvalIdOf(part) ?? '', approved: word })),
        );
      }
      return {
        status: 'reply',
        // Going on to something else is no approval: what waited can never run any more.
        changed:
          last === undefined || waiting.length === 0
            ? []
            : [{ id: last.id, parts: last.parts.map(supersede), status: 'complete' }],
        user: { id: options.newId(), parts: [{ type: 'text', text: request.text }] },
        reply: { id: options.newId(), parts: [], known: false },
      };
    }
    case 'approvals':
      if (last?.role !== 'assistant') return { status: 'refused', why: 'Nothing waits for approval' };
      return answered(last, request.approvals);
    case 'retry': {
      if (last === undefined) return { status: 'refused', why: 'There is no message to try again' };
      if (last.role === 'user') {
        return {
          status: 'reply',
          changed: [],
          user: null,
          reply: { id: options.newId(), parts: [], known: false },
        };
      }
      if (last.parts.some(isWaiting)) {
        return { status: 'refused', why: 'The reply waits for approval; approve or reject it first' };
      }
      return {
        status: 'reply',
        changed: [],
        user: null,
        reply: { id: last.id, parts: withoutText(last.parts), known: true },
      };
    }
  }
}

function answered(last: StoredMessage, approvals: readonly ApprovalResponse[]): ReplyPlan {
  const waiting = last.parts.filter(isWaiting);
  const words = new Map(approvals.map(({ id, approved }) => [id, approved]));
  if (waiting.length === 0) return { status: 'refused', why: 'Nothing waits for approval' };
  if (!waiting.every((part) => words.has(approvalIdOf(part) ?? ''))) {
    return { status: 'refused', why: 'Every call that waits for approval must be answered, by its own id' };
  }
  const parts = last.parts.map((part) => {
    if (!isWaiting(part)) return part;
    const id = approvalIdOf(part) ?? '';
    const approval = { ...(part.approval as object), id, approved: words.get(id) === true };
    return { ...part, state: 'approval-responded', approval };
  });
  return { status: 'reply', changed: [], user: null, reply: { id: last.id, parts, known: true } };
}

function supersede(part: MessagePart): MessagePart {
  if (!isWaiting(part)) return part;
  const approval = { ...(part.approval as object), approved: false, reason: 'The person went on instead' };
  return { ...part, state: 'output-denied', approval };
}

/** What tools did, or may have begun, is kept; the words around it are written anew. */
function withoutText(parts: readonly MessagePart[]): readonly MessagePart[] {
  const tools = parts.filter((part) => isToolPart(part) && (isSettled(part) || mayHaveBegun(part)));
  return tools.length === 0 ? [] : [{ type: 'step-start' }, ...tools];
}

function mayHaveBegun(part: MessagePart): boolean {
  return (
    part.state === 'input-available' ||
    (part.state === 'approval-responded' && (part.approval as { approved?: unknown }).approved === true)
  );
}
