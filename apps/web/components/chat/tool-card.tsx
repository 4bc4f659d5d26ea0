import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { addressWith, goTo } from '../../lib/place.ts';
import { taskQuery } from '../../lib/task-query.ts';
import { deedOf, namedTasks, questionOf } from '../../lib/tool-words.ts';
import { CheckIcon, CloseIcon, SearchIcon } from '../icons.tsx';
import { useTaskServices } from '../todo/task-services.tsx';

/** Tasks that a card names one by one. */
const shownMax = 6;

export type ToolCall = {
  readonly name: string;
  readonly state: string;
  readonly input?: unknown;
  readonly output?: unknown;
  readonly errorText?: string | undefined;
  readonly approval?: { readonly id: string; readonly approved?: boolean | undefined } | undefined;
};

const card = 'rounded-xl border border-line px-3.5 py-2.5 text-sm';

/** One call of a tool: what it did, or the question before it does it. */
export function ToolCard(props: {
  readonly call: ToolCall;
  readonly isBusy: boolean;
  readonly approve: (approval: string, approved: boolean) => void;
}) {
  const { call, isBusy, approve } = props;
  const { name, state, input, approval } = call;
  switch (state) {
    case 'output-available':
      return <Deed call={call} />;
    case 'approval-requested': {
      const question = questionOf(name, input);
      return (
        <fieldset className={`${card} grid gap-2 border-control`}>
          <legend className="sr-only">{question}</legend>
          <p aria-hidden="true" className="font-medium">
            {question}
          </p>
          <NamedTasks input={input} />
          <div className="mt-1 flex gap-2">
            <button
              type="button"
              disabled={isBusy || approval === undefined}
              onClick={() => approval && approve(approval.id, true)}
              className="h-9 rounded-lg bg-accent px-3.5 font-medium text-on-accent transition-colors hover:bg-accent-strong"
            >
              Approve
            </button>
            <button
              type="button"
              disabled={isBusy || approval === undefined}
              onClick={() => approval && approve(approval.id, false)}
              className="h-9 rounded-lg border border-line px-3.5 font-medium transition-colors hover:border-control"
            >
              Reject
            </button>
          </div>
        </fieldset>
      );
    }
    case 'approval-responded':
      return approval?.approved === true ? (
        <Line icon={<CheckIcon className="size-4" />} words="Approved" />
      ) : (
        <Line icon={<CloseIcon className="size-4" />} words="Rejected" />
      );
    case 'output-denied':
      return <Line icon={<CloseIcon className="size-4" />} words="Left as it was" />;
    case 'output-error':
      return <Line icon={<CloseIcon className="size-4" />} words={call.errorText ?? 'That did not work'} />;
    default:
      return isBusy ? <p className="text-muted">Working on it…</p> : null;
  }
}

function Deed({ call: { name, input, output } }: { readonly call: ToolCall }) {
  const { words, tasks, isProblem } = deedOf(name, input, output);
  if (name === 'list_tasks') return <Line icon={<SearchIcon className="size-4" />} words={words} />;
  if (isProblem) return <Line icon={<CloseIcon className="size-4" />} words={words} />;
  return (
    <section aria-label={words} className={`${card} enter-rise`}>
      <p className="flex items-center gap-1.5 text-muted text-xs">
        <CheckIcon className="size-4 text-accent" />
        {words}
      </p>
      <ul>
        {tasks.slice(0, shownMax).map(({ id, title, isGone }) => (
          <li key={id} className="[overflow-wrap:anywhere]">
            {isGone || id === null ? (
              <span className="text-muted line-through">{title}</span>
            ) : (
              <button
                type="button"
                onClick={() => goTo(addressWith({ task: id }))}
                className="rounded text-left font-medium hover:underline"
              >
                {title}
              </button>
            )}
          </li>
        ))}
        <More count={tasks.length - shownMax} />
      </ul>
    </section>
  );
}

function NamedTasks({ input }: { readonly input: unknown }) {
  const tasks = namedTasks(input);
  return (
    <ul className="[overflow-wrap:anywhere]">
      {tasks
        .slice(0, shownMax)
        .map((task) =>
          'id' in task ? <KnownTitle key={task.id} id={task.id} /> : <li key={task.title}>{task.title}</li>,
        )}
      <More count={tasks.length - shownMax} />
    </ul>
  );
}

function KnownTitle({ id }: { readonly id: string }) {
  const { api, client } = useTaskServices();
  const { data: task, isPending } = useQuery(taskQuery(api, client, id));
  return <li>{task?.title ?? (isPending ? '…' : 'A task that is not there any more')}</li>;
}

function More({ count }: { readonly count: number }) {
  return count > 0 && <li className="text-muted">and {count} more</li>;
}

function Line({ icon, words }: { readonly icon: ReactNode; readonly words: string }) {
  return (
    <p className="flex items-center gap-1.5 text-muted text-xs">
      {icon}
      {words}
    </p>
  );
}
