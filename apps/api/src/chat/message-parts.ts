/** Owns reading the parts of stored messages: tool calls, their state, their approval, and the text. */

import type { MessagePart } from './conversation-store.ts';

const prefix = 'tool-';

export function isToolPart(part: MessagePart): boolean {
  return part.type.startsWith(prefix) && typeof part.toolCallId === 'string';
}

export function toolNameOf(part: MessagePart): string {
  return part.type.slice(prefix.length);
}

/** Waits for the person's word. */
export function isWaiting(part: MessagePart): boolean {
  return isToolPart(part) && part.state === 'approval-requested';
}

/** What came of it is known. */
export function isSettled(part: MessagePart): boolean {
  return (
    isToolPart(part) &&
    (part.state === 'output-available' || part.state === 'output-error' || part.state === 'output-denied')
  );
}

export function approvalIdOf(part: MessagePart): string | undefined {
  const approval = part.approval;
  if (typeof approval !== 'object' || approval === null || !('id' in approval)) return undefined;
  return typeof approval.id === 'string' ? approval.id : undefined;
}

export function textOf(parts: readonly MessagePart[]): string {
  return parts
    .flatMap((part) => (part.type === 'text' && typeof part.text === 'string' ? [part.text] : []))
    .filter((text) => text.trim() !== '')
    .join('\n\n');
}
