import type { Conversation } from '@todo-chatbot/contracts';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { conversationTitleMaxLength } from '../../lib/limits.ts';
import { PencilIcon, TrashIcon } from '../icons.tsx';

const iconButton = 'grid size-10 shrink-0 place-items-center rounded-lg text-muted hover:text-ink';

/** One conversation: its title, which opens it, and buttons to rename and delete it. */
export function ConversationRow(props: {
  readonly conversation: Conversation;
  readonly timeZone: string;
  readonly isCurrent: boolean;
  readonly choose: () => void;
  readonly rename: (title: string) => void;
  readonly remove: () => void;
}) {
  const { conversation, timeZone, isCurrent, choose, rename, remove } = props;
  const { title, updatedAt } = conversation;
  const [isEdited, setEdited] = useState(false);
  const pencil = useRef<HTMLButtonElement>(null);
  const wasEdited = useRef(false);
  useEffect(() => {
    if (wasEdited.current && !isEdited && document.activeElement === document.body) pencil.current?.focus();
    wasEdited.current = isEdited;
  }, [isEdited]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'F2' && event.key !== 'Delete') return;
    event.preventDefault();
    if (event.key === 'F2') setEdited(true);
    else remove();
  };

  if (isEdited)
    return (
      <li>
        <TitleField
          title={title}
          end={(next) => {
            setEdited(false);
            if (next !== '' && next !== title) rename(next);
          }}
        />
      </li>
    );
  return (
    <li onKeyDown={onKeyDown} className="flex items-center rounded-lg hover:bg-sunken">
      <button
        type="button"
        aria-current={isCurrent || undefined}
        onClick={choose}
        className="min-w-0 flex-1 rounded-lg px-3 py-2 text-left text-sm aria-[current=true]:font-medium"
      >
        <span className="block truncate">{title}</span>
        <time dateTime={updatedAt} className="text-muted text-xs">
          {new Date(updatedAt).toLocaleString('en-GB', {
            dateStyle: 'medium',
            timeStyle: 'short',
            timeZone,
          })}
        </time>
      </button>
      <button
        ref={pencil}
        type="button"
        aria-label={`Rename the conversation ${title}`}
        onClick={() => setEdited(true)}
        className={iconButton}
      >
        <PencilIcon className="size-4.5" />
      </button>
      <button
        type="button"
        aria-label={`Delete the conversation ${title}`}
        onClick={remove}
        className={`${iconButton} hover:text-danger`}
      >
        <TrashIcon className="size-4.5" />
      </button>
    </li>
  );
}

/** Saved with Enter or when it is left, given up with Escape. @param props.end with the title to give it */
function TitleField({ title, end }: { readonly title: string; readonly end: (title: string) => void }) {
  const [text, setText] = useState(title);
  const isOver = useRef(false);
  // A field that is taken away while it has the focus is left as well.
  const finish = (next: string) => {
    if (!isOver.current) end(next);
    isOver.current = true;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    finish(event.key === 'Enter' ? text.trim() : title);
  };
  return (
    <input
      // biome-ignore lint/a11y/noAutofocus: it was asked for
      autoFocus
      aria-label="Title of the conversation"
      value={text}
      maxLength={conversationTitleMaxLength}
      autoComplete="off"
      onFocus={({ currentTarget }) => currentTarget.select()}
      onChange={({ currentTarget: { value } }) => setText(value)}
      onBlur={() => finish(text.trim())}
      onKeyDown={onKeyDown}
      className="h-13 w-full rounded-lg border border-control bg-surface px-3 text-sm outline-none focus:border-accent focus:ring-4 focus:ring-accent-soft"
    />
  );
}
