import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError } from '../../lib/api-error.ts';
import type { ChatMessage } from '../../lib/chat-message.ts';
import { assistantQuery, messagesQuery } from '../../lib/conversation-query.ts';
import { newUuid } from '../../lib/new-uuid.ts';
import { addressWith, goTo, newConversation } from '../../lib/place.ts';
import { CloseIcon, HistoryIcon, PlusIcon } from '../icons.tsx';
import { useTaskServices } from '../todo/task-services.tsx';
import { Conversation } from './conversation.tsx';
import { ConversationList } from './conversation-list.tsx';

const nothing: readonly ChatMessage[] = [];
const iconButton =
  'grid size-10 place-items-center rounded-xl text-muted transition-colors hover:bg-sunken aria-expanded:bg-sunken aria-expanded:text-ink';

/** The chat beside the list. @param open the conversation of the address */
export function ChatPanel(props: {
  readonly open: string;
  readonly close: () => void;
  readonly autoFocus: boolean;
}) {
  const { open, close, autoFocus } = props;
  const { api } = useTaskServices();
  const [draft, setDraft] = useState(newUuid);
  const [isListShown, setListShown] = useState(false);
  const id = open === newConversation ? draft : open;
  const isDraft = id === draft;
  const { data: assistant } = useQuery(assistantQuery(api));
  const { data, error, refetch } = useQuery({ ...messagesQuery(api, id), enabled: !isDraft });
  const kept = isDraft ? nothing : data;

  const goToConversation = (conversation: string) => {
    setListShown(false);
    goTo(addressWith({ chat: conversation }));
  };
  const begin = () => {
    setDraft(newUuid());
    goToConversation(newConversation);
  };

  return (
    <div className="flex h-full flex-col">
      <header className="flex items-center gap-0.5 border-line border-b py-2 pr-2 pl-5">
        <div className="min-w-0 flex-1">
          <h2 className="font-semibold leading-5 tracking-tight">Assistant</h2>
          <p className="line-clamp-2 min-h-4 text-balance wrap-anywhere text-muted text-xs leading-4">
            {assistant && (assistant.model ?? 'Built in, nothing leaves this server')}
          </p>
        </div>
        <button
          type="button"
          aria-label="Earlier conversations"
          aria-expanded={isListShown}
          onClick={() => setListShown(!isListShown)}
          className={iconButton}
        >
          <HistoryIcon />
        </button>
        <button type="button" aria-label="New conversation" onClick={begin} className={iconButton}>
          <PlusIcon />
        </button>
        <button type="button" aria-label="Close" onClick={close} className={iconButton}>
          <CloseIcon />
        </button>
      </header>
      {isListShown ? (
        <ConversationList current={id} choose={goToConversation} begin={begin} />
      ) : kept !== undefined ? (
        <Conversation
          key={id}
          id={id}
          kept={kept}
          autoFocus={autoFocus}
          begun={() => goTo(addressWith({ chat: id }), { replace: true })}
        />
      ) : (
        error !== null && <Unreadable error={error} begin={begin} retry={() => void refetch()} />
      )}
    </div>
  );
}

function Unreadable(props: {
  readonly error: Error;
  readonly begin: () => void;
  readonly retry: () => void;
}) {
  const isGone =
    props.error instanceof ApiError && (props.error.status === 404 || props.error.status === 422);
  return (
    <div role="alert" className="grid gap-3 p-5 text-sm">
      <p className="text-muted">
        {isGone ? 'This conversation is not there any more.' : props.error.message}
      </p>
      <button
        type="button"
        onClick={isGone ? props.begin : props.retry}
        className="justify-self-start rounded-xl border border-line px-3 py-2 font-medium hover:border-control"
      >
        {isGone ? 'Start a new one' : 'Try again'}
      </button>
    </div>
  );
}
