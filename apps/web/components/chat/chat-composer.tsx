import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { chatTextMaxLength } from '../../lib/limits.ts';
import { SendIcon, StopIcon } from '../icons.tsx';

/** What was written and not sent yet, for when the panel is opened again. */
let unsent = '';

/** The field for what is said next: Enter sends it, Shift and Enter begins a line. While a reply comes it can be stopped. */
export function ChatComposer(props: {
  readonly autoFocus: boolean;
  readonly isBusy: boolean;
  readonly canStop: boolean;
  readonly say: (text: string) => void;
  readonly stop: () => void;
}) {
  const { autoFocus, isBusy, canStop, say, stop } = props;
  const [text, setText] = useState(unsent);
  const write = (words: string) => {
    unsent = words;
    setText(words);
  };

  const submit = (event: FormEvent | KeyboardEvent) => {
    event.preventDefault();
    if (isBusy || text.trim() === '') return;
    say(text.trim());
    write('');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) submit(event);
  };

  return (
    <form
      onSubmit={submit}
      className="m-3 mt-0 flex items-end rounded-2xl border border-line bg-surface shadow-lifted focus-within:border-accent focus-within:ring-4 focus-within:ring-accent-soft"
    >
      <label htmlFor="chat-text" className="sr-only">
        Message to the assistant
      </label>
      <textarea
        dir="auto"
        id="chat-text"
        // biome-ignore lint/a11y/noAutofocus: whoever asks for the chat goes on to write
        autoFocus={autoFocus}
        rows={1}
        maxLength={chatTextMaxLength}
        placeholder="Add, find or change tasks"
        enterKeyHint="send"
        value={text}
        onChange={(event) => write(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        className="field-sizing-content max-h-40 min-w-0 flex-1 resize-none rounded-2xl bg-transparent py-3 pl-4 text-base outline-none placeholder:text-muted lg:text-sm lg:leading-6"
      />
      {canStop ? (
        <button
          type="button"
          aria-label="Stop"
          onClick={stop}
          className="m-1 grid size-10 place-items-center rounded-xl bg-sunken"
        >
          <StopIcon />
        </button>
      ) : (
        <button
          type="submit"
          aria-label="Send"
          className="m-1 grid size-10 place-items-center rounded-xl bg-accent text-on-accent transition-colors hover:bg-accent-strong"
        >
          <SendIcon />
        </button>
      )}
    </form>
  );
}
