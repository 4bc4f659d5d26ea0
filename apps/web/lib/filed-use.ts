/** Owns how many tasks a project or a label has, and saying so. */

import { queryOptions } from '@tanstack/react-query';
import type { ApiClient, FilingKind } from './api-client.ts';
import { tasksKey } from './task-query.ts';

/** The most that one question tells. */
const countMax = 200;

export type FiledUse = {
  readonly open: number;
  readonly done: number;
  /** There are more than that of one of the two. */
  readonly isMore: boolean;
};

/** Asked when it is needed, never kept. */
export const filedUseQuery = (
  api: Pick<ApiClient, 'listTasks'>,
  kind: FilingKind,
  { id, name }: { readonly id: string; readonly name: string },
) =>
  queryOptions({
    queryKey: [...tasksKey, 'use', kind, id],
    gcTime: 0,
    queryFn: async ({ signal }): Promise<FiledUse> => {
      const filter = kind === 'projects' ? { projectId: id } : { label: name };
      const [open, done] = await Promise.all(
        (['pending', 'completed'] as const).map((status) =>
          api.listTasks({ ...filter, status, limit: countMax }, { signal }),
        ),
      );
      return {
        open: open?.tasks.length ?? 0,
        done: done?.tasks.length ?? 0,
        isMore: [open, done].some((page) => page !== undefined && page.nextCursor !== null),
      };
    },
  });

export function wordsOfUse(kind: FilingKind, { open, done, isMore }: FiledUse): string {
  const subject = kind === 'projects' ? 'The project has' : 'The label is on';
  if (isMore) return `${subject} more than ${countMax} tasks.`;
  const tasks = (count: number, word: string) => `${count} ${word} ${count === 1 ? 'task' : 'tasks'}`;
  if (done === 0) return `${subject} ${tasks(open, 'open')}.`;
  if (open === 0) return `${subject} ${tasks(done, 'completed')}.`;
  return `${subject} ${tasks(open, 'open')} and ${done} completed.`;
}
