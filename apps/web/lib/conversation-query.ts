/** Owns conversations as the page knows them: how they are read, and when anew. */

import { queryOptions } from '@tanstack/react-query';
import type { ApiClient } from './api-client.ts';
import type { ChatMessage } from './chat-message.ts';

/** While another page, or another device, has its reply written. */
const writingMs = 1000;

export const conversationsKey = ['conversations'] as const;

export const conversationsQuery = (api: ApiClient) =>
  queryOptions({
    queryKey: [...conversationsKey, 'list'],
    queryFn: async ({ signal }) => (await api.listConversations({ signal })).conversations,
  });

/** Read whenever it is opened, and followed while its reply is written elsewhere. */
export const messagesQuery = (api: ApiClient, id: string) =>
  queryOptions({
    queryKey: ['conversation', id],
    queryFn: ({ signal }) => readMessages(api, id, signal),
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    refetchInterval: ({ state }) =>
      state.data?.at(-1)?.metadata?.status === 'streaming' ? writingMs : (false as const),
  });

export async function readMessages(
  api: ApiClient,
  id: string,
  signal?: AbortSignal,
): Promise<readonly ChatMessage[]> {
  const { messages } = await api.getConversation(id, signal && { signal });
  return messages as unknown as readonly ChatMessage[];
}

export const assistantQuery = (api: ApiClient) =>
  queryOptions({
    queryKey: ['assistant'],
    queryFn: ({ signal }) => api.getAssistant({ signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
