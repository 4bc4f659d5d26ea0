/** Owns the lists of tasks as the page knows them: how they are read, and how often anew. */

import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import type { Task } from '@todo-chatbot/contracts';
import type { ApiClient } from './api-client.ts';
import { pageSize } from './early-list.ts';
import { type ChosenSort, type Filter, queryOf, type View } from './views.ts';

const refreshMs = 30_000;
const retryMs = 3000;

/** Everything here lies below it: lists, counts, single tasks. */
export const tasksKey = ['tasks'] as const;

const refetchInterval = ({ state }: { readonly state: { readonly status: string } }) =>
  state.status === 'error' ? retryMs : refreshMs;

/** Kept up to date while the page is visible; while the API cannot be reached it is asked again every 3 s. */
export const listQuery = (
  api: ApiClient,
  {
    view,
    filter,
    sort,
    timeZone,
    today,
  }: {
    readonly view: View;
    readonly filter: Filter;
    readonly sort: ChosenSort;
    readonly timeZone: string;
    readonly today: string;
  },
) =>
  infiniteQueryOptions({
    queryKey: [...tasksKey, 'list', view, filter, sort, timeZone, today],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      api.listTasks(
        {
          ...queryOf(view, { sort, filter, timeZone, today }),
          limit: pageSize,
          ...(pageParam !== '' && { cursor: pageParam }),
        },
        { signal },
      ),
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval,
  });

export const countsQuery = (api: ApiClient, timeZone: string) =>
  queryOptions({
    queryKey: [...tasksKey, 'counts', timeZone],
    queryFn: ({ signal }) => api.countTasks(timeZone, { signal }),
    refetchInterval,
  });

/** What is known of it from a list is shown until the API has answered. */
export const taskQuery = (api: ApiClient, client: QueryClient, id: string) =>
  queryOptions({
    queryKey: [...tasksKey, 'task', id],
    queryFn: ({ signal }) => api.getTask(id, { signal }),
    placeholderData: () => knownTask(client, id),
    refetchInterval,
  });

export const projectsQuery = (api: ApiClient) =>
  queryOptions({
    queryKey: ['projects'],
    queryFn: async ({ signal }) => (await api.listProjects({ signal })).projects,
    staleTime: refreshMs,
  });

export const labelsQuery = (api: ApiClient) =>
  queryOptions({
    queryKey: ['labels'],
    queryFn: async ({ signal }) => (await api.listLabels({ signal })).labels,
    staleTime: refreshMs,
  });

/** The task in any of the lists. */
export function knownTask(client: QueryClient, id: string): Task | undefined {
  const single = client.getQueryData<Task>([...tasksKey, 'task', id]);
  if (single !== undefined) return single;
  const lists = client.getQueriesData<ListData>({ queryKey: [...tasksKey, 'list'] });
  for (const [, data] of lists) {
    const found = data?.pages.flatMap(({ tasks }) => tasks).find((task) => task.id === id);
    if (found !== undefined) return found;
  }
  return undefined;
}

type ListData = {
  readonly pages: readonly { readonly tasks: readonly Task[]; readonly nextCursor: string | null }[];
};

/** Changes every list in the browser; those that are not there yet stay so. */
export function changeLists(
  client: QueryClient,
  change: (
    tasks: readonly Task[],
    list: { readonly view: View; readonly filter: Filter; readonly isFirstPage: boolean },
  ) => readonly Task[],
): void {
  for (const [key, data] of client.getQueriesData<ListData>({ queryKey: [...tasksKey, 'list'] })) {
    if (data === undefined) continue;
    const [, , view, filter] = key as [string, string, View, Filter];
    client.setQueryData<ListData>(key, {
      ...data,
      pages: data.pages.map((page, index) => ({
        ...page,
        tasks: change(page.tasks, { view, filter, isFirstPage: index === 0 }),
      })),
    });
  }
}
