/** Owns how `useChat` reaches the API. */

import './zod-without-eval.ts';
import { DefaultChatTransport } from 'ai';
import type { ApiClient } from './api-client.ts';
import { type ChatMessage, chatBody } from './chat-message.ts';

export const createChatTransport = (options: {
  readonly api: Pick<ApiClient, 'chat'>;
  /** Asked for each message: the account's may change while a conversation is open. */
  readonly timeZone: () => string;
}) =>
  new DefaultChatTransport<ChatMessage>({
    fetch: (_address, init) => options.api.chat(init ?? {}),
    prepareSendMessagesRequest: ({ id, messages, trigger }) => ({
      body: chatBody({ id, messages, trigger, timeZone: options.timeZone() }),
    }),
  });
