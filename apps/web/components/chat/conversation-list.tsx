import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { createConversationActions, leavingQuery } from '../../lib/conversation-actions.ts';
import { conversationsQuery } from '../../lib/conversation-query.ts';
import { useTaskServices } from '../todo/task-services.tsx';
import { ConversationRow } from './conversation-row.tsx';

/** Earlier conversations, the latest first. */
export function ConversationList(props: {
  readonly current: string;
  readonly choose: (id: string) => void;
  readonly begin: () => void;
}) {
  const { current, choose, begin } = props;
  const { api, client, changes, timeZone } = useTaskServices();
  const [actions] = useState(() => createConversationActions({ api, client, changes }));
  const { data: all, error } = useQuery(conversationsQuery(api));
  const { data: leaving } = useQuery(leavingQuery);
  const conversations = all?.filter(({ id }) => !leaving.has(id));

  return (
    <section aria-label="Earlier conversations" className="min-h-0 flex-1 overflow-y-auto p-3">
      {error !== null && (
        <p role="alert" className="p-2 text-danger text-sm">
          {error.message}
        </p>
      )}
      {conversations?.length === 0 && <p className="p-2 text-muted text-sm">Nothing has been said yet.</p>}
      <ul className="grid gap-0.5">
        {conversations?.map((conversation) => (
          <ConversationRow
            key={conversation.id}
            conversation={conversation}
            timeZone={timeZone}
            isCurrent={conversation.id === current}
            choose={() => choose(conversation.id)}
            rename={(title) => actions.rename(conversation, title)}
            remove={() => {
              actions.remove(conversation);
              if (conversation.id === current) begin();
            }}
          />
        ))}
      </ul>
    </section>
  );
}
