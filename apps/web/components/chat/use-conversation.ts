/** Owns one conversation while it is open: what is said in it, and what is done when a reply does not come to its end. */

import { Chat, useChat } from '@ai-sdk/react';
import { lastAssistantMessageIsCompleteWithApprovalResponses } from 'ai';
import { useEffect, useState } from 'react';
import { ApiError } from '../../lib/api-error.ts';
import { type ChatMessage, textOf } from '../../lib/chat-message.ts';
import { createChatTransport } from '../../lib/chat-transport.ts';
import { conversationsKey, readMessages } from '../../lib/conversation-query.ts';
import { tasksKey } from '../../lib/task-query.ts';
import { useTaskServices } from '../todo/task-services.tsx';

/** Between two looks of the page at a reply that grows, in ms. */
const throttle = 50;

/** @param kept what the API has of it */
export function useConversation(id: string, kept: readonly ChatMessage[]) {
  const { api, client, zone } = useTaskServices();
  // Held by nothing but this page, and not stopped with it: a reply is written to its end when the panel is closed.
  const [chat] = useState(
    () =>
      new Chat<ChatMessage>({
        id,
        messages: [...kept],
        transport: createChatTransport({ api, timeZone: zone.current }),
        sendAutomaticallyWhen: lastAssistantMessageIsCompleteWithApprovalResponses,
        onFinish: () => {
          for (const queryKey of [tasksKey, ['projects'], ['labels'], conversationsKey])
            void client.invalidateQueries({ queryKey });
        },
      }),
  );
  const { messages, status, error } = useChat({ chat, throttle });
  const [retryError, setRetryError] = useState<Error | null>(null);
  const isOwn = status === 'submitted' || status === 'streaming';
  const last = messages.at(-1);
  const isElsewhere = !isOwn && last === kept.at(-1) && last?.metadata?.status === 'streaming';

  useEffect(() => {
    if (chat.status === 'ready') chat.messages = [...kept];
  }, [chat, kept]);

  const stop = async () => {
    await chat.stop();
    const reply = chat.lastMessage;
    if (reply?.role !== 'assistant' || reply.metadata?.status !== 'streaming') return;
    chat.messages = [
      ...chat.messages.slice(0, -1),
      { ...reply, metadata: { ...reply.metadata, status: 'stopped' } },
    ];
  };

  /** Goes on from what the API has, which alone knows how far the message and the reply came. */
  const retry = async () => {
    setRetryError(null);
    try {
      const questions = chat.messages.filter(({ role }) => role === 'user');
      const question = questions.at(-1);
      const known = await messagesOf(id);
      chat.clearError();
      chat.messages = [...known];
      if (question !== undefined && known.filter(({ role }) => role === 'user').length < questions.length)
        return await chat.sendMessage({ text: textOf(question) });
      const ending = known.at(-1);
      const isOver = ending?.role === 'assistant' && isEnded(ending);
      if (ending === undefined || isOver) return;
      await chat.regenerate();
      // What tools had done before is part of the reply, and not said again by the stream.
      if (chat.status === 'ready') chat.messages = [...(await messagesOf(id))];
    } catch (cause) {
      setRetryError(cause as Error);
    }
  };

  const messagesOf = async (conversation: string): Promise<readonly ChatMessage[]> => {
    try {
      return await readMessages(api, conversation);
    } catch (cause) {
      if (cause instanceof ApiError && cause.status === 404) return [];
      throw cause;
    }
  };

  return {
    messages,
    isBusy: isOwn || isElsewhere,
    canStop: isOwn,
    error: isOwn ? null : (retryError ?? error ?? null),
    send: (text: string) => {
      setRetryError(null);
      chat.clearError();
      void chat.sendMessage({ text });
    },
    stop: () => void stop(),
    retry: () => void retry(),
    approve: (approval: string, approved: boolean) =>
      void chat.addToolApprovalResponse({ id: approval, approved }),
  };
}

const isEnded = ({ metadata }: ChatMessage): boolean =>
  metadata?.status === 'complete' || metadata?.status === 'awaiting-approval';
