/** Owns what a person can do with a conversation: shown at once, taken back when the API refuses or on demand. */

import { type QueryClient, queryOptions } from '@tanstack/react-query';
import type { Conversation } from '@todo-chatbot/contracts';
import type { ApiClient } from './api-client.ts';
import type { ChangeSender } from './change-sender.ts';
import { conversationsKey } from './conversation-query.ts';
import { quoteTitle } from './quote-title.ts';

export type ConversationActions = {
  rename(conversation: Conversation, title: string): void;
  /** The API deletes for good, so it is told once the offer to undo it is over; until then it is only not shown. */
  remove(conversation: Conversation): void;
};

/** The ids of those that are about to be deleted. */
export const leavingQuery = queryOptions<ReadonlySet<string>>({
  queryKey: ['leaving-conversations'],
  queryFn: () => new Set(),
  initialData: new Set(),
  enabled: false,
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
});

export function createConversationActions(options: {
  readonly api: Pick<ApiClient, 'renameConversation' | 'removeConversation'>;
  readonly client: QueryClient;
  readonly changes: ChangeSender;
}): ConversationActions {
  const { api, client, changes: sender } = options;
  const listKey = [...conversationsKey, 'list'];

  const setLeaving = (id: string, isLeaving: boolean) =>
    client.setQueryData<ReadonlySet<string>>(leavingQuery.queryKey, (ids = new Set()) =>
      isLeaving ? ids.union(new Set([id])) : ids.difference(new Set([id])),
    );
  const readAgain = () => client.invalidateQueries({ queryKey: conversationsKey });

  const showTitle = (id: string, title: string) =>
    client.setQueryData<readonly Conversation[]>(listKey, (list) =>
      list?.map((each) => (each.id === id ? { ...each, title } : each)),
    );

  /** @param done said once it is renamed; absent where a renaming is taken back */
  const setTitle = (conversation: Conversation, title: string, done?: () => void): void => {
    const { id } = conversation;
    showTitle(id, title);
    sender.send({
      queue: `conversation ${id}`,
      touches: ['conversations'],
      request: () => api.renameConversation(id, title),
      sent: () => done?.(),
      refused: (error) => {
        showTitle(id, conversation.title);
        sender.refuse(`${quoteTitle(conversation.title)} was not renamed.`, error, () =>
          setTitle(conversation, title, done),
        );
      },
    });
  };

  const remove = (conversation: Conversation): void => {
    const { id, title } = conversation;
    setLeaving(id, true);
    sender.offer(`Deleted the conversation ${quoteTitle(title)}`, (isTaken) => {
      if (isTaken) setLeaving(id, false);
      else void removeNow(conversation);
    });
  };

  const removeNow = async (conversation: Conversation): Promise<void> => {
    const { id, title } = conversation;
    try {
      await api.removeConversation(id);
      client.setQueryData<readonly Conversation[]>(listKey, (list) => list?.filter((each) => each.id !== id));
    } catch (error) {
      sender.refuse(`${quoteTitle(title)} was not deleted.`, error, () => remove(conversation));
    }
    await readAgain();
    setLeaving(id, false);
  };

  return {
    rename: (conversation, title) =>
      setTitle(conversation, title, () =>
        sender.offer(`Renamed to ${quoteTitle(title)}`, (isTaken) => {
          if (isTaken) setTitle({ ...conversation, title }, conversation.title);
        }),
      ),
    remove,
  };
}
