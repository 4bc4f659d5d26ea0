import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { lazy, memo, type ReactNode, type RefObject, Suspense, useMemo } from 'react';
import { isFiltered } from '../../lib/filter.ts';
import { addressWith, goTo, type Place } from '../../lib/place.ts';
import { groupTasks } from '../../lib/task-groups.ts';
import { listQuery, projectsQuery } from '../../lib/task-query.ts';
import { addressOf, belongs, isSortable, sortNames, type View, viewNames } from '../../lib/views.ts';
import { FilterIcon } from '../icons.tsx';
import { ConnectionStatus } from './connection-status.tsx';
import { EmptyView } from './empty-view.tsx';
import { ClearFilter, FilterChips } from './filter-chips.tsx';
import { FilterControl } from './filter-control.tsx';
import { ListError } from './list-error.tsx';
import { ListMessage } from './list-message.tsx';
import { ListSkeleton } from './list-skeleton.tsx';
import { SearchField } from './search-field.tsx';
import { TaskComposer } from './task-composer.tsx';
import { TaskList } from './task-list.tsx';
import { useMoment, useTaskServices } from './task-services.tsx';
import type { Selection } from './use-selection.ts';

const BulkBar = lazy(async () => ({ default: (await import('./bulk-bar.tsx')).BulkBar }));

const quiet =
  'h-9 rounded-lg px-2.5 text-muted text-sm transition-colors hover:bg-sunken hover:text-ink focus-visible:text-ink';

/** One view: its heading, the field for a new task or the search, and which of the list's states is shown. */
export const TaskView = memo(function TaskView(props: {
  readonly place: Place;
  readonly field: RefObject<HTMLInputElement | null>;
  readonly selection: Selection;
}) {
  const { place, field, selection } = props;
  const { view, sort, filter, openTask } = place;
  const { api, timeZone } = useTaskServices();
  const moment = useMoment();
  const { data: projects } = useQuery(projectsQuery(api));
  const isIdle = view.kind === 'search' && view.words === '';
  const query = useInfiniteQuery({
    ...listQuery(api, { view, filter, sort, timeZone, today: moment.today }),
    enabled: !isIdle,
    // While words are being typed, or the filter changes, what is known stays: it would flicker at each step.
    placeholderData: (known, knownQuery) =>
      knownQuery && isSameView(knownQuery.queryKey, view) ? known : undefined,
  });
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage, isPlaceholderData } = query;

  const tasks = useMemo(
    () => data?.pages.flatMap((page) => page.tasks).filter((task) => belongs({ view, filter }, task, moment)),
    [data, view, filter, moment],
  );
  const groups = useMemo(() => groupTasks(view, tasks ?? [], moment), [view, tasks, moment]);

  const hasTasks = tasks !== undefined && tasks.length > 0 && !isIdle;

  const list = (): ReactNode => {
    if (isIdle) return <EmptyView view={view} />;
    if (tasks === undefined || (tasks.length === 0 && isPlaceholderData)) {
      if (error === null) return <ListSkeleton />;
      return <ListError error={error} isRetrying={query.isFetching} retry={() => void query.refetch()} />;
    }
    if (tasks.length === 0 && !hasNextPage)
      return isFiltered(filter) ? <NothingMatches /> : <EmptyView view={view} />;
    return <TaskList view={view} groups={groups} openTask={openTask} selection={selection} />;
  };

  return (
    <main className="mx-auto w-full max-w-2xl px-4 pt-2 pb-40 sm:px-6 lg:pt-10">
      <div className="flex min-h-9 items-center justify-between gap-4">
        <h1 className="min-w-0 truncate font-semibold text-2xl tracking-tight sm:text-3xl">
          {titleOf(view, projects)}
        </h1>
        <ConnectionStatus isLost={error !== null && tasks !== undefined} />
      </div>
      {view.kind === 'search' && <SearchField field={field} words={view.words} />}
      {view.kind !== 'search' && view.kind !== 'completed' && filter.status !== 'completed' && (
        <TaskComposer key={JSON.stringify(view)} field={field} view={view} filter={filter} />
      )}
      <div className="mt-3 flex min-h-9 items-center gap-1">
        <FilterControl view={view} filter={filter} className={quiet} />
        {hasTasks && (
          <p className="flex-1 px-1 text-muted text-sm tabular-nums">
            {tasks.length}
            {hasNextPage ? '+' : ''}{' '}
            <span className="max-[24rem]:sr-only">{tasks.length === 1 ? 'task' : 'tasks'}</span>
          </p>
        )}
        {hasTasks && isSortable(view) && (
          <select
            aria-label="Sort"
            value={sort}
            onChange={({ currentTarget: { value } }) =>
              goTo(addressWith({ sort: value === 'newest' ? null : value }), { replace: true })
            }
            className={`${quiet} bg-transparent text-right`}
          >
            {Object.entries(sortNames).map(([value, name]) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </select>
        )}
        {hasTasks && !selection.isOn && (
          <button type="button" className={quiet} onClick={selection.start}>
            Select
          </button>
        )}
      </div>
      <FilterChips filter={filter} />
      <section
        aria-label="Tasks"
        aria-busy={(tasks === undefined || isPlaceholderData) && error === null && !isIdle}
        className="mt-2"
      >
        {list()}
        {hasNextPage && (
          <button
            type="button"
            aria-disabled={isFetchingNextPage}
            onClick={() => void fetchNextPage()}
            className="mx-auto mt-4 block rounded-xl border border-line bg-surface px-4 py-2 font-medium text-sm hover:border-control"
          >
            {isFetchingNextPage ? 'Loading…' : 'Show more'}
          </button>
        )}
      </section>
      <Suspense>{selection.isOn && <BulkBar selection={selection} tasks={tasks ?? []} />}</Suspense>
    </main>
  );
});

/** Searches are one view, whatever the words. */
function isSameView(key: readonly unknown[], view: View): boolean {
  const known = key[2] as View;
  return known.kind === 'search' ? view.kind === 'search' : addressOf(known) === addressOf(view);
}

function NothingMatches() {
  return (
    <ListMessage icon={<FilterIcon className="size-6" />} title="Nothing matches">
      <p className="max-w-sm text-muted text-sm">The filter leaves no task here.</p>
      <ClearFilter />
    </ListMessage>
  );
}

export function titleOf(
  view: View,
  projects: readonly { readonly id: string; readonly name: string }[] | undefined,
): string {
  switch (view.kind) {
    case 'project':
      return projects?.find(({ id }) => id === view.id)?.name ?? 'Project';
    case 'label':
      return `@${view.name}`;
    case 'search':
      return 'Search';
    default:
      return viewNames[view.kind];
  }
}
