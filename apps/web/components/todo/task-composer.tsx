import { titleMaxLength } from '@todo-chatbot/contracts';
import { type FormEvent, type RefObject, useState } from 'react';
import { PlusIcon } from '../icons.tsx';
import { useTaskServices } from './task-services.tsx';

/** From here on the field says how many characters are left. */
const closeToLimit = titleMaxLength - 60;

/** The field for a new task: Enter adds it, and the field is ready for the next one. */
export function TaskComposer({ field }: { readonly field: RefObject<HTMLInputElement | null> }) {
  const { actions } = useTaskServices();
  const [length, setLength] = useState(0);
  const [announcement, setAnnouncement] = useState('');

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const input = field.current;
    if (input === null) return;
    const title = input.value.trim();
    input.focus();
    if (title === '') return;
    actions.add(title);
    input.value = '';
    setLength(0);
    setAnnouncement(`Added ${title}`);
  };

  return (
    <form onSubmit={submit} className="relative mt-6">
      <label htmlFor="new-task" className="sr-only">
        New task
      </label>
      <input
        ref={field}
        id="new-task"
        name="title"
        type="text"
        maxLength={titleMaxLength}
        autoComplete="off"
        enterKeyHint="done"
        placeholder="What needs doing?"
        aria-keyshortcuts="/"
        aria-describedby="new-task-limit"
        onInput={(event) => setLength(event.currentTarget.value.length)}
        className="peer h-14 w-full rounded-2xl border border-line bg-surface pr-26 pl-4 text-base shadow-lifted outline-none transition-[border-color,box-shadow] placeholder:text-muted focus:border-accent focus:ring-4 focus:ring-accent-soft"
      />
      <span
        aria-hidden="true"
        className="-translate-y-1/2 pointer-events-none absolute top-7 right-26 hidden rounded-md border border-line px-1.5 py-0.5 text-muted text-xs pointer-fine:sm:peer-placeholder-shown:block pointer-fine:sm:peer-focus:hidden"
      >
        /
      </span>
      <button
        type="submit"
        className="absolute top-2 right-2 flex h-10 items-center gap-1.5 rounded-xl bg-accent pr-4 pl-3 font-medium text-on-accent text-sm transition-colors hover:bg-accent-strong"
      >
        <PlusIcon className="size-4" />
        Add
      </button>
      <p id="new-task-limit" className="absolute top-full right-3 mt-1 text-muted text-xs tabular-nums">
        {length > closeToLimit && `${titleMaxLength - length} characters left`}
      </p>
      <p role="status" className="sr-only">
        {announcement}
      </p>
    </form>
  );
}
