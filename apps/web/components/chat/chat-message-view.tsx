import { getToolName, isToolUIPart } from 'ai';
import type { ChatMessage } from '../../lib/chat-message.ts';
import { CloudOffIcon } from '../icons.tsx';
import { ToolCard } from './tool-card.tsx';

/** What one of the two said, and what the assistant did, in its order. */
export function ChatMessageView(props: {
  readonly message: ChatMessage;
  readonly isBusy: boolean;
  readonly approve: (approval: string, approved: boolean) => void;
}) {
  const { message, isBusy, approve } = props;
  if (message.role === 'user') {
    return (
      <li className="ml-10 justify-self-end whitespace-pre-wrap break-words rounded-2xl rounded-br-md bg-accent-soft px-3.5 py-2 text-sm leading-6 [overflow-wrap:anywhere]">
        <span className="sr-only">You: </span>
        <span dir="auto">{message.parts.map((part) => (part.type === 'text' ? part.text : ''))}</span>
      </li>
    );
  }
  return (
    <li className="grid min-w-0 gap-2.5 text-sm leading-6">
      <span className="sr-only">Assistant: </span>
      {message.parts.map((part, index) => {
        // Parts only ever come after one another.
        const key = `${message.id} ${index}`;
        if (isToolUIPart(part)) {
          return (
            <ToolCard
              key={key}
              call={{ ...part, name: getToolName(part) }}
              isBusy={isBusy}
              approve={approve}
            />
          );
        }
        if (part.type === 'data-notice') {
          return (
            <p key={key} className="flex gap-2 rounded-xl bg-sunken px-3 py-2 text-muted text-xs leading-5">
              <CloudOffIcon className="mt-0.5 size-4 shrink-0" />
              {part.data.text}
            </p>
          );
        }
        return part.type === 'text' && part.text.trim() !== '' ? (
          <p key={key} dir="auto" className="whitespace-pre-wrap [overflow-wrap:anywhere]">
            {part.text}
          </p>
        ) : null;
      })}
    </li>
  );
}
