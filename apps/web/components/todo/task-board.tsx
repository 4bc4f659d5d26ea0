import { type ReactNode, useRef } from 'react';
import { countTasks, filterTasks } from '../../lib/task-filter.ts';
import { useTaskFilter } from '../../lib/use-task-filter.ts';
import { CheckIcon } from '../icons.tsx';
import { ConnectionStatus } from './connection-status.tsx';
import { EmptyList } from './empty-list.tsx';
import { ListError } from './list-error.tsx';
import { ListSkeleton } from './list-skeleton.tsx';
import { TaskComposer } from './task-composer.tsx';
import { TaskFilter } from './task-filter.tsx';
import { TaskList } from './task-list.tsx';
import { useTaskServices } from './task-services.tsx';
import { useShortcuts } from './use-shortcuts.ts';
import { useTasks } from './use-tasks.ts';

/** The page: heading, field, filter, list, and which of the list's states is shown. */
export function TaskBoard() {
  const { notices } = useTaskServices();
  const { tasks, error, refetch, isFetching } = useTasks();
  const [filter, setFilter] = useTaskFilter();
  const field = useRef<HTMLInputElement>(null);
  useShortcuts(field, notices);

  const counts = tasks === undefined ? null : countTasks(tasks);
  const shown = tasks === undefined ? [] : filterTasks(tasks, filter);

  const list = (): ReactNode => {
    if (tasks === undefined) {
      if (error === null) return <ListSkeleton />;
      return <ListError error={error} isRetrying={isFetching} retry={() => void refetch()} />;
    }
    if (shown.length === 0) return <EmptyList filter={filter} hasTasks={tasks.length > 0} />;
    return <TaskList tasks={shown} filter={filter} focusField={() => field.current?.focus()} />;
  };

  return (
    <div className="mx-auto max-w-2xl px-4 pt-5 pb-40 sm:px-6 sm:pt-12">
      <header className="flex h-9 items-center justify-between gap-4">
        <p className="flex items-center gap-2.5 font-semibold text-sm tracking-tight">
          <span className="grid size-7 place-items-center rounded-lg bg-accent text-on-accent">
            <CheckIcon className="size-4" />
          </span>
          Todo Chatbot
        </p>
        <ConnectionStatus isLost={error !== null && tasks !== undefined} />
      </header>
      <main className="mt-8 sm:mt-12">
        <h1 className="font-semibold text-3xl tracking-tight sm:text-4xl">Your tasks</h1>
        <p className="mt-1.5 min-h-6 text-muted">{counts !== null && summary(counts)}</p>
        <TaskComposer field={field} />
        <TaskFilter filter={filter} setFilter={setFilter} counts={counts} />
        <section aria-label="Tasks" aria-busy={tasks === undefined && error === null} className="mt-3">
          {list()}
        </section>
      </main>
    </div>
  );
}

function summary({ all, pending }: { readonly all: number; readonly pending: number }): string {
  if (all === 0) return 'A clear start.';
  if (pending === 0) return all === 1 ? 'Your task is done.' : `All ${all} are done.`;
  return `${pending} to do${all > pending ? `, ${all - pending} done` : ''}.`;
}
