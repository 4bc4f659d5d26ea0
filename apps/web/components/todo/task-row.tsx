import type { Project, Task } from '@todo-chatbot/contracts';
import { memo } from 'react';
import type { Moment } from '../../lib/due-dates.ts';
import { isUnsaved } from '../../lib/task-cache.ts';
import { CheckIcon, TrashIcon } from '../icons.tsx';
import { CompleteBox } from './complete-box.tsx';
import { isRepeatedClick } from './repeated-click.ts';
import { TaskFacts } from './task-facts.tsx';

/**
 * One task: a box to complete it, its title, which opens it, and a button to delete it. Rendered again only when one of
 * these changes, which is why the functions take the task instead of knowing it.
 */
export const TaskRow = memo(function TaskRow(props: {
  readonly task: Task;
  /** Named in the row. */
  readonly project: Project | undefined;
  /** The label that the whole list is of; not named again. */
  readonly viewLabel: string | null;
  readonly moment: Moment;
  readonly isOpen: boolean;
  readonly isSelecting: boolean;
  readonly isSelected: boolean;
  readonly open: (task: Task) => void;
  readonly select: (id: string) => void;
  readonly act: (action: 'complete' | 'reopen' | 'delete', task: Task) => void;
}) {
  const { task, project, viewLabel, moment, isOpen, isSelecting, isSelected, open, select, act } = props;
  const isSaving = isUnsaved(task);
  return (
    <li
      data-task={task.id}
      aria-busy={isSaving}
      className={`group flex items-start gap-3 px-4 transition-colors ${isSelected ? 'bg-accent-soft' : isOpen ? 'bg-sunken' : 'hover:bg-hover'}`}
    >
      <span className="flex pt-3.5">
        {isSelecting ? (
          <label className="relative -m-2.5 grid size-11 cursor-pointer place-items-center">
            <input
              type="checkbox"
              aria-label={`Select ${task.title}`}
              checked={isSelected}
              disabled={isSaving}
              onChange={() => select(task.id)}
              className="peer size-5 cursor-pointer appearance-none rounded-md border-2 border-control checked:border-accent checked:bg-accent"
            />
            <CheckIcon className="pointer-events-none absolute size-3.5 stroke-[3] text-on-accent opacity-0 peer-checked:opacity-100" />
          </label>
        ) : (
          <CompleteBox
            task={task}
            disabled={isSaving}
            setCompleted={(completed) => act(completed ? 'complete' : 'reopen', task)}
          />
        )}
      </span>
      <button
        type="button"
        data-row={task.id}
        aria-disabled={isSaving}
        aria-expanded={isOpen}
        onClick={(event) => {
          if (isSaving) return;
          if (isSelecting || event.shiftKey || event.metaKey || event.ctrlKey) select(task.id);
          else open(task);
        }}
        className="-outline-offset-2 min-w-0 flex-1 cursor-pointer rounded-lg py-3 text-left wrap-anywhere leading-6"
      >
        <span
          dir="auto"
          className={`line-clamp-3 decoration-muted/60 transition-colors ${task.completed ? 'text-muted line-through' : isSaving ? 'text-muted' : ''}`}
        >
          {task.title}
        </span>
        {task.notes !== null && (
          <span dir="auto" className="line-clamp-1 text-left text-muted text-sm leading-5">
            {task.notes}
          </span>
        )}
        <TaskFacts task={task} project={project} viewLabel={viewLabel} moment={moment} />
      </button>
      {!isSelecting && (
        <button
          type="button"
          disabled={isSaving}
          onClick={({ nativeEvent }) => {
            if (!isRepeatedClick(nativeEvent)) act('delete', task);
          }}
          aria-label={`Delete ${task.title}`}
          className="-mr-2.5 mt-1 grid size-11 shrink-0 place-items-center rounded-xl text-muted transition-[opacity,color] hover:text-danger focus-visible:opacity-100 disabled:invisible pointer-fine:opacity-0 pointer-fine:focus-visible:opacity-100 pointer-fine:group-hover:opacity-100"
        >
          <TrashIcon className="size-4.5" />
        </button>
      )}
    </li>
  );
});
