import { useQuery } from '@tanstack/react-query';
import type { Priority, Task, TaskChangesInput } from '@todo-chatbot/contracts';
import { addDays } from '../../lib/due-dates.ts';
import { priorities } from '../../lib/limits.ts';
import { projectsQuery } from '../../lib/task-query.ts';
import { priorityNames } from '../app/colours.ts';
import { CheckIcon, CloseIcon, TrashIcon } from '../icons.tsx';
import { useMoment, useTaskServices } from './task-services.tsx';
import type { Selection } from './use-selection.ts';

const button =
  'flex h-10 items-center gap-1.5 rounded-lg px-3 font-medium text-sm transition-colors hover:bg-sunken disabled:opacity-50';
/** Below the count: on a phone what is done most and what is chosen, on a wider screen what is chosen alone. */
const second = 'max-sm:order-1 max-sm:col-span-3 max-sm:justify-center';
const select =
  'h-10 min-w-0 rounded-lg border border-line bg-surface px-2 text-sm disabled:opacity-50 max-sm:order-2 max-sm:col-span-2 sm:flex-1';

/** What can be done with the selected tasks, all at once and taken back at once. */
export function BulkBar({
  selection,
  tasks,
}: {
  readonly selection: Selection;
  readonly tasks: readonly Task[];
}) {
  const { api, actions } = useTaskServices();
  const { today } = useMoment();
  const { data: projects = [] } = useQuery(projectsQuery(api));
  const selected = tasks.filter(({ id }) => selection.ids.has(id));
  const isNone = selected.length === 0;

  const act = (action: 'complete' | 'reopen' | 'delete') => {
    actions.act(action, selected);
    selection.clear();
  };
  const change = (changes: TaskChangesInput) => {
    actions.changeMany(selected, changes);
    selection.clear();
  };
  const allCompleted = !isNone && selected.every(({ completed }) => completed);

  return (
    <section
      aria-label="Selected tasks"
      className="enter-rise sticky bottom-3 z-10 mt-4 flex flex-wrap items-center gap-1.5 rounded-2xl max-sm:grid max-sm:grid-cols-6 border border-line bg-raised p-2 shadow-xl"
    >
      <p role="status" className="px-2 font-medium text-sm tabular-nums max-sm:col-span-3">
        {selected.length} selected
      </p>
      <button
        type="button"
        className={`${button} max-sm:col-span-2 max-sm:justify-end`}
        onClick={() => selection.selectAll(tasks.map(({ id }) => id))}
      >
        All
      </button>
      <span className="flex-1 max-sm:hidden" />
      <button
        type="button"
        disabled={isNone}
        className={`${button} ${second}`}
        onClick={() => act(allCompleted ? 'reopen' : 'complete')}
      >
        <CheckIcon className="size-4" />
        {allCompleted ? 'Reopen' : 'Complete'}
      </button>
      <button
        type="button"
        disabled={isNone}
        className={`${button} ${second} text-danger`}
        onClick={() => act('delete')}
      >
        <TrashIcon className="size-4" />
        Delete
      </button>
      <button
        type="button"
        className={`${button} max-sm:justify-center`}
        aria-label="End selecting"
        onClick={selection.clear}
      >
        <CloseIcon className="size-4" />
      </button>
      <span className="basis-full max-sm:hidden" />
      <select
        aria-label="Due"
        value=""
        disabled={isNone}
        className={select}
        onChange={({ currentTarget: { value } }) =>
          change({ due: value === 'none' ? null : { date: value } })
        }
      >
        <option value="" disabled>
          Due…
        </option>
        <option value={today}>Today</option>
        <option value={addDays(today, 1)}>Tomorrow</option>
        <option value={addDays(today, 7)}>In a week</option>
        <option value="none">No date</option>
      </select>
      <select
        aria-label="Priority"
        value=""
        disabled={isNone}
        className={select}
        onChange={({ currentTarget: { value } }) => change({ priority: value as Priority })}
      >
        <option value="" disabled>
          Priority…
        </option>
        {priorities.map((priority) => (
          <option key={priority} value={priority}>
            {priorityNames[priority]}
          </option>
        ))}
      </select>
      <select
        aria-label="Project"
        value=""
        disabled={isNone}
        className={select}
        onChange={({ currentTarget: { value } }) => change({ projectId: value === 'inbox' ? null : value })}
      >
        <option value="" disabled>
          Move to…
        </option>
        <option value="inbox">Inbox</option>
        {projects.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </section>
  );
}
