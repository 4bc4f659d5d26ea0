/** Owns a chat: who may go on with which conversation, and the reply that comes of it. Holds nothing between requests. */

import type { AssistantInfo, ChatNotice, Conversation } from '@todo-chatbot/contracts';
import type { UIMessageChunk } from 'ai';
import { instructionsFor } from '../assistant/instructions.ts';
import { readKnownTasks } from '../assistant/known-tasks.ts';
import type { AssistantModels, FallbackReason } from '../language-models/assistant-models.ts';
import type { Log } from '../log.ts';
import type { Domain } from '../todos/domain.ts';
import type { Scope } from '../todos/scope.ts';
import type { ConversationStore, StoredMessage } from './conversation-store.ts';
import { planReply, type ReplyRequest } from './plan-reply.ts';
import { createReplyRecorder, type ReplyTimes } from './reply-recorder.ts';
import type { FinishedReply } from './run-reply.ts';

export type StartOutcome =
  | {
      readonly status: 'started';
      readonly messageId: string;
      /** The AI SDK's UI message stream. Cancelling it stops the reply. */
      readonly stream: ReadableStream<UIMessageChunk>;
      readonly finished: Promise<FinishedReply>;
    }
  | { readonly status: 'busy' }
  | { readonly status: 'not-found' }
  | { readonly status: 'refused'; readonly why: string };

export type Chat = {
  readonly info: AssistantInfo;
  readonly conversations: Pick<ConversationStore, 'page' | 'find' | 'rename' | 'remove'>;
  /** @param options.create whether a conversation that is not there is begun */
  start(
    scope: Scope,
    options: {
      readonly conversationId: string;
      readonly create: boolean;
      readonly request: ReplyRequest;
      readonly timeZone: string;
      /** Aborted: the reply stops. */
      readonly signal: AbortSignal;
      readonly log: Log;
    },
  ): Promise<StartOutcome>;
  newConversationId(): string;
};

/** Longest title that a conversation gets from its first message. */
const titleMax = 60;

export function createChat(parts: {
  readonly store: ConversationStore;
  readonly domain: Pick<Domain, 'tasks' | 'projects' | 'history'>;
  readonly models: AssistantModels;
  readonly times: ReplyTimes;
  readonly now: () => Temporal.Instant;
  readonly newId: () => string;
}): Chat {
  const { store, domain, models, times, newId } = parts;
  const now = () => parts.now().toString({ fractionalSecondDigits: 3 });

  return {
    info: models.info,
    conversations: store,
    newConversationId: newId,
    async start(scope, { conversationId, create, request, timeZone, signal, log }) {
      const begun = await store.begin(scope.accountId, {
        conversationId,
        create: create && request.kind === 'message' ? { title: titleOf(request.text) } : null,
        plan: (history) => planReply(history, request, { newId }),
        runId: newId(),
        now: now(),
        leaseMs: times.leaseMs,
      });
      if (begun.status !== 'begun') return begun;

      const stop = new AbortController();
      const stopped = AbortSignal.any([signal, stop.signal]);
      const recorder = createReplyRecorder({
        store,
        claim: begun.claim,
        times,
        now,
        onLost: () => stop.abort(new Error('Another run has taken the reply over')),
        onError: (error) => log.warn({ err: error }, 'a part of a reply could not be kept'),
      });
      const assistantScope: Scope = { ...scope, timeZone, client: 'assistant' };
      const clock = { now: parts.now(), timeZone };
      let controller: ReadableStreamDefaultController<UIMessageChunk> | null = null;
      const stream = new ReadableStream<UIMessageChunk>({
        start(created) {
          controller = created;
        },
        cancel() {
          controller = null;
          stop.abort(new Error('The client went away'));
        },
      });
      const run = async (): Promise<FinishedReply> => {
        try {
          // The AI SDK is loaded here, with the first chat: a service that nobody chats with does without.
          const { runReply } = await import('./run-reply.ts');
          return await runReply({
            conversationId,
            history: begun.history,
            instructions: instructionsFor({ now: clock.now.toString(), timeZone }),
            context: { domain, scope: assistantScope },
            recorder,
            signal: stopped,
            emit: (chunk) => controller?.enqueue(chunk),
            openModel: (notify) =>
              models.open({
                clock,
                knownTasks: (text, ids) => readKnownTasks(domain, assistantScope, { text, ids, timeZone }),
                onFallback: (reason) => {
                  log.warn({ err: reason.error }, 'the hosted model could not answer; the built-in one does');
                  notify(fallbackNotice(reason, models.info));
                },
              }),
          });
        } finally {
          recorder.stop();
          controller?.close();
          controller = null;
        }
      };
      const finished = run();
      finished.then(
        ({ error, status }) => {
          if (status === 'failed') log.error({ err: error }, 'a reply failed');
        },
        (error: unknown) => log.error({ err: error }, 'a reply failed'),
      );
      return { status: 'started', messageId: begun.claim.messageId, stream, finished };
    },
  };
}

export type FoundConversation = {
  readonly conversation: Conversation;
  readonly messages: readonly StoredMessage[];
};

function titleOf(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= titleMax ? line : `${line.slice(0, titleMax - 1).trimEnd()}…`;
}

function fallbackNotice({ kind }: FallbackReason, { model }: AssistantInfo): ChatNotice {
  const why = kind === 'timed-out' ? 'did not answer in time' : 'could not answer';
  return { kind: 'fallback', text: `The model “${model}” ${why}. The built-in assistant answers instead.` };
}
