/** Owns the list of tasks as the page knows it: how it is read, and how often anew. */

import { type QueryClient, queryOptions } from '@tanstack/react-query';
import type { Task } from '@todo-chatbot/contracts';
import type { ApiClient } from './api-client.ts';

const refreshMs = 30_000;
const retryMs = 3000;

/** Kept up to date while the page is visible; while the API cannot be reached it is asked again every 3 s. */
export const taskQuery = (api: ApiClient) =>
  queryOptions<readonly Task[]>({
    queryKey: ['tasks'],
    queryFn: ({ signal }) => api.listTasks({ signal }),
    refetchInterval: (query) => (query.state.status === 'error' ? retryMs : refreshMs),
  });

/** Changes the list in the browser; nothing happens while there is none. */
export function changeTasks(client: QueryClient, change: (tasks: readonly Task[]) => readonly Task[]): void {
  client.setQueryData<readonly Task[]>(['tasks'], (tasks) =>
    tasks === undefined ? undefined : change(tasks),
  );
}
