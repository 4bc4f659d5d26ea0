import type { Task } from '@todo-chatbot/contracts';
import { isUnsaved } from '../../lib/task-cache.ts';
import { CheckIcon, TrashIcon } from '../icons.tsx';

export const checkboxId = (task: Task): string => `task-${task.id}`;

/** One task: a box to tick, its title and notes, and a button to delete it. */
export function TaskItem(props: {
  readonly task: Task;
  readonly setCompleted: (completed: boolean) => void;
  readonly remove: () => void;
}) {
  const { task, setCompleted, remove } = props;
  const isSaving = isUnsaved(task);
  return (
    <li aria-busy={isSaving} className="group flex items-start gap-1 pr-2 transition-colors hover:bg-hover">
      <label className="flex min-w-0 flex-1 cursor-pointer items-start gap-3 py-4 pl-4">
        <span className="relative mt-px grid size-5.5 shrink-0 place-items-center">
          <input
            id={checkboxId(task)}
            type="checkbox"
            checked={task.completed}
            disabled={isSaving}
            onChange={(event) => setCompleted(event.currentTarget.checked)}
            className="peer size-5.5 cursor-pointer appearance-none rounded-full border-2 border-control transition-colors checked:border-accent checked:bg-accent hover:border-accent disabled:cursor-default disabled:border-line"
          />
          <CheckIcon className="pointer-events-none absolute size-3.5 scale-50 stroke-[3.5] text-on-accent opacity-0 transition peer-checked:scale-100 peer-checked:opacity-100" />
        </span>
        <span className="min-w-0 flex-1 wrap-anywhere leading-6">
          <span
            className={`decoration-muted/60 transition-colors ${task.completed ? 'text-muted line-through' : isSaving ? 'text-muted' : ''}`}
          >
            {task.title}
          </span>
          {task.notes !== null && (
            <span className="mt-0.5 line-clamp-3 whitespace-pre-line text-muted text-sm">{task.notes}</span>
          )}
        </span>
      </label>
      <button
        type="button"
        disabled={isSaving}
        onClick={remove}
        aria-label={`Delete ${task.title}`}
        className="mt-1.5 grid size-11 shrink-0 place-items-center rounded-xl text-muted transition-[opacity,color] hover:text-danger focus-visible:opacity-100 disabled:invisible pointer-fine:opacity-0 pointer-fine:focus-visible:opacity-100 pointer-fine:group-hover:opacity-100"
      >
        <TrashIcon className="size-4.5" />
      </button>
    </li>
  );
}
