import { useQuery } from '@tanstack/react-query';
import { type ClipboardEvent, type FormEvent, lazy, type RefObject, Suspense, useState } from 'react';
import { titleMaxLength } from '../../lib/limits.ts';
import { pastedLines } from '../../lib/pasted-lines.ts';
import { type QuickAdd, taskOf } from '../../lib/quick-add.ts';
import { projectsQuery } from '../../lib/task-query.ts';
import type { Filter, View } from '../../lib/views.ts';
import { toInstant } from '../../lib/wall-clock.ts';
import { PlusIcon } from '../icons.tsx';
import { QuickAddChips } from './quick-add-chips.tsx';
import { useMoment, useTaskServices } from './task-services.tsx';
import { useQuickAdd } from './use-quick-add.ts';

const PastedLines = lazy(async () => ({ default: (await import('./pasted-lines.tsx')).PastedLines }));

/** From here on the field says how many characters are left. */
const closeToLimit = titleMaxLength - 60;

/** The field for a new task: Enter adds it with what was recognised, and the field is ready for the next one. */
export function TaskComposer(props: {
  readonly field: RefObject<HTMLInputElement | null>;
  readonly view: View;
  readonly filter: Filter;
}) {
  const { field, view, filter } = props;
  const { actions, api, timeZone } = useTaskServices();
  const { today } = useMoment();
  const { data: projects = [] } = useQuery(projectsQuery(api));
  const { text, line, setText, dismiss, prepare, take, readAll } = useQuickAdd();
  const [pasted, setPasted] = useState<readonly string[] | null>(null);
  const toTask = (read: QuickAdd) =>
    taskOf(read, { view, priority: filter.priority, timeZone, today, projects, toInstant });

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    field.current?.focus();
    if (text.trim() === '') return;
    const { task, shown } = toTask(await take());
    actions.add(task, shown);
  };

  const paste = (event: ClipboardEvent) => {
    const lines = text === '' ? pastedLines(event.clipboardData.getData('text')) : null;
    if (lines === null) return;
    event.preventDefault();
    setPasted(lines);
  };
  const leavePasted = () => {
    setPasted(null);
    field.current?.focus();
  };
  const addEach = async (lines: readonly string[]) => {
    leavePasted();
    actions.addMany((await readAll(lines)).map(toTask));
  };

  return (
    <form
      onSubmit={submit}
      className="relative mt-6 rounded-2xl border border-line bg-surface shadow-lifted transition-[border-color,box-shadow] focus-within:border-accent focus-within:ring-4 focus-within:ring-accent-soft"
    >
      <label htmlFor="new-task" className="sr-only">
        New task
      </label>
      <div className="flex items-center">
        <input
          ref={field}
          id="new-task"
          name="title"
          type="text"
          dir="auto"
          maxLength={titleMaxLength}
          autoComplete="off"
          enterKeyHint="done"
          placeholder={view.kind === 'today' ? 'What needs doing today?' : 'What needs doing?'}
          aria-keyshortcuts="q"
          aria-describedby="new-task-limit"
          value={text}
          onFocus={prepare}
          onPaste={paste}
          onChange={(event) => setText(event.currentTarget.value)}
          className="h-13 min-w-0 flex-1 text-ellipsis rounded-2xl bg-transparent pl-4 text-base outline-none placeholder:text-muted"
        />
        <button
          type="submit"
          className="mr-1.5 flex h-10 items-center gap-1.5 rounded-xl bg-accent pr-4 pl-3 font-medium text-on-accent text-sm transition-colors hover:bg-accent-strong"
        >
          <PlusIcon className="size-4 stroke-[2.5]" />
          Add
        </button>
      </div>
      {pasted !== null && (
        <Suspense>
          <PastedLines
            lines={pasted}
            addEach={() => void addEach(pasted)}
            keepOne={() => {
              setText(pasted.join(' ').slice(0, titleMaxLength));
              leavePasted();
            }}
            cancel={leavePasted}
          />
        </Suspense>
      )}
      {line !== null && <QuickAddChips line={line} today={today} dismiss={dismiss} />}
      <p id="new-task-limit" className="absolute top-full right-3 mt-1 text-muted text-xs tabular-nums">
        {text.length > closeToLimit && `${titleMaxLength - text.length} characters left`}
      </p>
    </form>
  );
}
