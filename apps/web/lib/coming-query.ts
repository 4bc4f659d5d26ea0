/** Owns the tasks that are reminded of: read with the page open, visible or not. */

import { queryOptions } from '@tanstack/react-query';
import type { Task, TaskList, TaskQueryInput } from '@todo-chatbot/contracts';
import type { ApiClient } from './api-client.ts';
import { addDays, dayAt } from './due-dates.ts';
import { tasksKey } from './task-query.ts';

/** Milliseconds. Changes are told by the stream; this is for when that is lost, and for the next day. */
const refreshMs = 300_000;
/** Milliseconds. After an answer that did not come: a machine that fell asleep meanwhile loses it. */
const retryMs = 3000;
/** As many as the API gives at once, and how often it is asked for more. */
const pageSize = 200;
const pagesMax = 5;

/** The soonest pending tasks of yesterday, today and tomorrow. */
export const comingQuery = (
  api: Pick<ApiClient, 'listTasks'>,
  { timeZone, now }: { readonly timeZone: () => string; readonly now: () => number },
) =>
  queryOptions({
    queryKey: [...tasksKey, 'coming'],
    queryFn: async ({ signal }) => {
      const zone = timeZone();
      const today = dayAt(now(), zone);
      const query: TaskQueryInput = {
        status: 'pending',
        dueFrom: addDays(today, -1),
        dueTo: addDays(today, 1),
        sort: 'due',
        timeZone: zone,
        limit: pageSize,
      };
      const tasks: Task[] = [];
      let cursor: string | null = null;
      for (let page = 0; page < pagesMax; page++) {
        const answer: TaskList = await api.listTasks(
          { ...query, ...(cursor !== null && { cursor }) },
          { signal },
        );
        tasks.push(...answer.tasks);
        cursor = answer.nextCursor;
        if (cursor === null) break;
      }
      return tasks;
    },
    refetchInterval: ({ state }) => (state.status === 'error' ? retryMs : refreshMs),
    refetchIntervalInBackground: true,
  });
