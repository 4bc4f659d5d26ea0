import { useEffect, useRef } from 'react';
import { ApiError } from '../../lib/api-error.ts';
import { type ChatMessage, unfinished } from '../../lib/chat-message.ts';
import { ChatComposer } from './chat-composer.tsx';
import { ChatMessageView } from './chat-message-view.tsx';
import { ChatStart } from './chat-start.tsx';
import { useConversation } from './use-conversation.ts';

/** How far from its end, in pixels, the log still follows what comes. */
const nearEnd = 120;

const endings = {
  interrupted: 'This reply was interrupted.',
  stopped: 'Stopped.',
  failed: 'This reply could not be finished.',
} as const;

/** One conversation: what was said, and the field for what is said next. @param props.begun told of the first message */
export function Conversation(props: {
  readonly id: string;
  readonly kept: readonly ChatMessage[];
  readonly autoFocus: boolean;
  readonly begun: () => void;
}) {
  const { id, kept, autoFocus, begun } = props;
  const { messages, isBusy, canStop, error, send, stop, retry, approve } = useConversation(id, kept);
  const log = useRef<HTMLDivElement>(null);
  const ending = isBusy || error !== null ? null : unfinished(messages);
  const last = messages.at(-1);

  const isAtEnd = useRef(true);
  useEffect(() => {
    const element = log.current;
    if (element === null) return;
    if (isAtEnd.current || last?.role === 'user') element.scrollTop = element.scrollHeight;
  }, [messages, error, ending]);
  useEffect(() => {
    if (log.current !== null) log.current.scrollTop = log.current.scrollHeight;
  }, []);

  const say = (text: string) => {
    send(text);
    begun();
  };
  // The button that was pressed goes: whoever uses the keyboard goes on from here.
  const stayHere = () => log.current?.focus();
  const tryAgain = () => {
    stayHere();
    retry();
  };
  const answer: typeof approve = (approval, approved) => {
    stayHere();
    approve(approval, approved);
  };
  const sayExample = (text: string) => {
    stayHere();
    say(text);
  };

  return (
    <>
      <div
        ref={log}
        role="log"
        aria-label="Conversation"
        aria-live="polite"
        aria-busy={isBusy}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
        tabIndex={0}
        // Where the person was before more came: a card that asks is higher than any distance that counts as near.
        onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
          isAtEnd.current = scrollHeight - scrollTop - clientHeight < nearEnd;
        }}
        className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-5"
      >
        {messages.length === 0 && !isBusy && error === null && <ChatStart say={sayExample} />}
        <ol className="grid gap-4">
          {messages.map((message) => (
            <ChatMessageView key={message.id} message={message} isBusy={isBusy} approve={answer} />
          ))}
        </ol>
        {isBusy && !isSpeaking(last) && <Waiting />}
        {error !== null && (
          <div role="alert" className="mt-4 rounded-xl bg-danger-soft px-3.5 py-2.5 text-danger text-sm">
            {wordsOf(error)} <Again retry={tryAgain} />
          </div>
        )}
        {ending !== null && (
          <p className="mt-3 text-muted text-sm">
            {endings[ending]} <Again retry={tryAgain} />
          </p>
        )}
      </div>
      <ChatComposer autoFocus={autoFocus} isBusy={isBusy} canStop={canStop} say={say} stop={stop} />
    </>
  );
}

function Again({ retry }: { readonly retry: () => void }) {
  return (
    <button type="button" onClick={retry} className="rounded font-medium underline underline-offset-4">
      Try again
    </button>
  );
}

function Waiting() {
  return (
    <p className="mt-4 flex h-5 items-center gap-1">
      <span className="sr-only">The assistant is writing</span>
      {['', 'delay-150', 'delay-300'].map((delay) => (
        <span key={delay} className={`size-1.5 animate-pulse rounded-full bg-muted ${delay}`} />
      ))}
    </p>
  );
}

const isSpeaking = (message: ChatMessage | undefined): boolean =>
  message?.role === 'assistant' && message.parts.at(-1)?.type === 'text';

/** Errors of the API and of the stream are written for people; others say nothing to them. */
function wordsOf(error: Error): string {
  if (error instanceof ApiError) return error.message;
  return error instanceof TypeError ? 'The connection was lost.' : error.message.replace(/ Try again\.$/, '');
}
