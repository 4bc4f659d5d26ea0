/**
 * The port to wherever conversations are kept. Every method is bound to one account and throws `StorageUnavailable` while
 * the storage cannot be reached.
 */

import type { Conversation, MessageStatus } from '@todo-chatbot/contracts';
import type { ReplyPlan } from './plan-reply.ts';

/** A UI message part of the AI SDK, as JSON. */
export type MessagePart = { readonly type: string; readonly [member: string]: unknown };

export type StoredMessage = {
  readonly id: string;
  readonly role: 'user' | 'assistant';
  readonly parts: readonly MessagePart[];
  /** `streaming` only while its run renews its lease; after that `interrupted`. */
  readonly status: MessageStatus;
  readonly createdAt: string;
};

/** The right to write one reply. It is lost when its lease lapses and somebody else begins. */
export type ReplyClaim = { readonly messageId: string; readonly runId: string };

export type BeginOutcome =
  | {
      readonly status: 'begun';
      readonly claim: ReplyClaim;
      /** Up to and with the reply that is to be written, oldest first. */
      readonly history: readonly StoredMessage[];
    }
  /** A reply is being written right now. */
  | { readonly status: 'busy' }
  | { readonly status: 'not-found' }
  | { readonly status: 'refused'; readonly why: string };

export type ConversationStore = {
  /** Latest first. */
  page(
    accountId: string,
    query: { readonly limit: number; readonly cursor: string | null },
  ): Promise<
    | {
        readonly status: 'page';
        readonly conversations: readonly Conversation[];
        readonly nextCursor: string | null;
      }
    | { readonly status: 'invalid-cursor' }
  >;
  /** With its messages, oldest first; of very long ones the latest. */
  find(
    accountId: string,
    id: string,
  ): Promise<{
    readonly conversation: Conversation;
    readonly messages: readonly StoredMessage[];
  } | null>;
  rename(accountId: string, id: string, title: string): Promise<Conversation | null>;
  /** False when there was no such conversation. */
  remove(accountId: string, id: string): Promise<boolean>;

  /**
   * Decides and claims a reply in one transaction: two clients at once follow each other.
   *
   * @param options.plan decides from the history (oldest first) what is to be written
   * @param options.create title of the conversation when it is not there yet; absent: it must be there
   */
  begin(
    accountId: string,
    options: {
      readonly conversationId: string;
      readonly create: { readonly title: string } | null;
      readonly plan: (history: readonly StoredMessage[]) => ReplyPlan;
      readonly runId: string;
      readonly now: string;
      readonly leaseMs: number;
    },
  ): Promise<BeginOutcome>;
  /** Keeps what was written so far and renews the lease. False when the claim is lost: the run must end. */
  checkpoint(
    claim: ReplyClaim,
    state: { readonly parts: readonly MessagePart[]; readonly now: string; readonly leaseMs: number },
  ): Promise<boolean>;
  /** Ends the run. False when the claim was lost before: nothing was written. */
  finish(
    claim: ReplyClaim,
    state: { readonly parts: readonly MessagePart[]; readonly status: MessageStatus; readonly now: string },
  ): Promise<boolean>;
};
