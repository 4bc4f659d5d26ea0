/** Owns the place in a list of conversations, as text that a client hands back. */

import { conversationId } from '@todo-chatbot/contracts';
import { z } from 'zod';

const place = z.tuple([z.iso.datetime(), conversationId]);

export function writeCursor(conversation: { readonly updatedAt: string; readonly id: string }): string {
  return Buffer.from(JSON.stringify([conversation.updatedAt, conversation.id])).toString('base64url');
}

/** `undefined` when it is none. */
export function readCursor(text: string): { readonly at: string; readonly id: string } | undefined {
  try {
    const parsed = place.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString()));
    return parsed.success ? { at: parsed.data[0], id: parsed.data[1] } : undefined;
  } catch {
    return undefined;
  }
}
