import type { Subtask, TaskChangesInput } from '@todo-chatbot/contracts';
import { type FormEvent, useState } from 'react';
import { titleMaxLength } from '../../lib/limits.ts';
import { isUnsaved } from '../../lib/task-cache.ts';
import { CheckIcon, CloseIcon, DownIcon, PlusIcon, UpIcon } from '../icons.tsx';

type Steps = NonNullable<TaskChangesInput['subtasks']>;

const small =
  'grid size-8 shrink-0 place-items-center rounded-lg text-muted transition-opacity hover:bg-sunken disabled:invisible pointer-fine:opacity-0 pointer-fine:focus-visible:opacity-100 pointer-fine:group-focus-within:opacity-100 pointer-fine:group-hover:opacity-100';

/** The steps of a task: add, tick, move up and down, take out. */
export function SubtaskList(props: {
  readonly subtasks: readonly Subtask[];
  readonly change: (subtasks: Steps) => void;
}) {
  const { subtasks, change } = props;
  const [text, setText] = useState('');
  const steps = (list: readonly Subtask[]): Steps =>
    list.map((step) => {
      const { id, title, completed } = step;
      return isUnsaved(step) ? { title, completed } : { id, title, completed };
    });

  const add = (event: FormEvent) => {
    event.preventDefault();
    const title = text.trim();
    if (title === '') return;
    setText('');
    change([...steps(subtasks), { title, completed: false }]);
  };
  const move = (from: number, to: number) => {
    const next = [...subtasks];
    next.splice(to, 0, ...next.splice(from, 1));
    change(steps(next));
  };

  return (
    <section aria-label="Steps" className="mt-4 border-line border-t pt-4">
      <h2 className="flex items-baseline justify-between font-medium text-sm">
        Steps
        {subtasks.length > 0 && (
          <span className="font-normal text-muted text-xs tabular-nums">
            {subtasks.filter(({ completed }) => completed).length} of {subtasks.length}
          </span>
        )}
      </h2>
      <ul className="mt-1">
        {subtasks.map((step, index) => (
          <li
            key={step.id}
            className="group flex items-center gap-1 pointer-coarse:-mr-3 pointer-coarse:gap-0"
          >
            <label className="flex min-w-0 flex-1 cursor-pointer items-start gap-2.5 py-2 text-sm pointer-coarse:py-3">
              <span className="relative mt-px grid size-4.5 shrink-0 place-items-center">
                <input
                  type="checkbox"
                  checked={step.completed}
                  onChange={({ currentTarget: { checked } }) =>
                    change(
                      steps(subtasks.map((each) => (each === step ? { ...each, completed: checked } : each))),
                    )
                  }
                  className="peer size-4.5 cursor-pointer appearance-none rounded-full border-2 border-control checked:border-accent checked:bg-accent"
                />
                <CheckIcon className="pointer-events-none absolute size-3 stroke-[3.5] text-on-accent opacity-0 peer-checked:opacity-100" />
              </span>
              <span dir="auto" className={`wrap-anywhere ${step.completed ? 'text-muted line-through' : ''}`}>
                {step.title}
              </span>
            </label>
            <button
              type="button"
              aria-label={`Move ${step.title} up`}
              disabled={index === 0}
              onClick={() => move(index, index - 1)}
              className={small}
            >
              <UpIcon className="size-4" />
            </button>
            <button
              type="button"
              aria-label={`Move ${step.title} down`}
              disabled={index === subtasks.length - 1}
              onClick={() => move(index, index + 1)}
              className={small}
            >
              <DownIcon className="size-4" />
            </button>
            <button
              type="button"
              aria-label={`Remove ${step.title}`}
              onClick={() => change(steps(subtasks.filter((each) => each !== step)))}
              className={small}
            >
              <CloseIcon className="size-4" />
            </button>
          </li>
        ))}
      </ul>
      <form onSubmit={add} className="flex items-center gap-2.5 text-sm">
        <PlusIcon className="size-4.5 shrink-0 text-muted" />
        <input
          dir="auto"
          type="text"
          aria-label="Add a step"
          placeholder="Add a step"
          value={text}
          maxLength={titleMaxLength}
          autoComplete="off"
          enterKeyHint="done"
          onChange={({ currentTarget: { value } }) => setText(value)}
          className="h-9 min-w-0 flex-1 rounded-lg bg-transparent px-1 placeholder:text-muted"
        />
      </form>
    </section>
  );
}
