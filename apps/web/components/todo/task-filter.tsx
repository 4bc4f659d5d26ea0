import { type TaskStatus, taskStatuses } from '@todo-chatbot/contracts';
import { filterLabels } from '../../lib/task-filter.ts';

/** Which tasks are shown: one of three, by pointer or arrow keys. */
export function TaskFilter(props: {
  readonly filter: TaskStatus;
  readonly setFilter: (filter: TaskStatus) => void;
  /** `null` while the tasks are not known. */
  readonly counts: Readonly<Record<TaskStatus, number>> | null;
}) {
  const { filter, setFilter, counts } = props;
  return (
    <fieldset className="mt-8 grid grid-cols-3 gap-1 rounded-xl bg-sunken p-1 ring-1 ring-line ring-inset sm:inline-grid">
      <legend className="sr-only">Show</legend>
      {taskStatuses.map((status) => (
        <label
          key={status}
          className="flex h-9 cursor-pointer items-center justify-center gap-2 rounded-lg px-3 text-muted text-sm transition-colors hover:text-ink has-checked:bg-raised has-checked:font-medium has-checked:text-ink has-checked:shadow-sm has-focus-visible:outline-2 has-focus-visible:outline-accent sm:min-w-28"
        >
          <input
            type="radio"
            name="filter"
            value={status}
            checked={filter === status}
            onChange={() => setFilter(status)}
            className="sr-only"
          />
          {filterLabels[status]}
          <span className="min-w-[1.5ch] text-left text-muted text-xs tabular-nums">
            {counts?.[status] ?? '–'}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
