/** Owns what a person can do with tasks: shown at once, sent to the API, taken back when it refuses. */

import type { QueryClient } from '@tanstack/react-query';
import type { Task } from '@todo-chatbot/contracts';
import type { ApiClient } from './api-client.ts';
import { ApiError } from './api-error.ts';
import { createDeferredDeletions, type DeferredDeletions } from './deferred-deletions.ts';
import type { Notices } from './notices.ts';
import { quoteTitle } from './quote-title.ts';
import { replaceTask, toggledTask, unsavedTask, withoutTask, withTask } from './task-cache.ts';
import { changeTasks } from './task-query.ts';

export type TaskActions = {
  add(title: string): void;
  setCompleted(task: Task, completed: boolean): void;
  remove(task: Task): void;
  readonly deletions: DeferredDeletions;
};

/** Changes of one task reach the API in the order in which they were made; those of different tasks do not wait. */
export function createTaskActions(options: {
  readonly api: ApiClient;
  readonly client: QueryClient;
  readonly notices: Notices;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}): TaskActions {
  const { api, client, notices } = options;
  const now = () => new Date(options.now()).toISOString();
  let unsavedCount = 0;

  /**
   * What is shown is the latest change: neither the answer to an earlier one of the same task nor a list that was asked
   * for before may replace it. After the last change the list is read anew.
   */
  const change = <Result>(parts: {
    readonly queue: string;
    readonly show: () => void;
    readonly send: () => Promise<Result>;
    readonly sent: (result: Result) => void;
    /** @param isLatest false where a later change of the same task is shown: it stays */
    readonly refused: (error: unknown, isLatest: boolean) => void;
  }): void => {
    const mutationKey = ['tasks', parts.queue];
    const isLatest = () => client.isMutating({ mutationKey }) === 1;
    parts.show();
    const mutation = client.getMutationCache().build<Result, unknown, void, void>(client, {
      mutationKey,
      scope: { id: parts.queue },
      mutationFn: async () => {
        await client.cancelQueries({ queryKey: ['tasks'] });
        return parts.send();
      },
      onSuccess: (result) => {
        if (isLatest()) parts.sent(result);
      },
      onError: (error) => parts.refused(error, isLatest()),
      onSettled: () => {
        if (client.isMutating({ mutationKey: ['tasks'] }) === 1)
          void client.invalidateQueries({ queryKey: ['tasks'] });
      },
    });
    // Its failure was shown by onError.
    mutation.execute().catch(() => undefined);
  };

  const refuse = (what: string, error: unknown, again: () => void) => {
    const isTemporary = !(error instanceof ApiError) || error.isTemporary;
    notices.show({
      tone: 'error',
      text: `${what} ${error instanceof ApiError ? error.message : 'Something unexpected happened.'}`,
      ...(isTemporary && { offer: { label: 'Try again' } }),
      lifetimeMs: null,
      ended: (how) => {
        if (how === 'acted') again();
      },
    });
  };

  const add = (title: string): void => {
    const draft = unsavedTask({ title, number: ++unsavedCount, now: now() });
    change({
      queue: draft.id,
      show: () => changeTasks(client, (tasks) => withTask(tasks, draft)),
      send: () => api.addTask(title),
      sent: (task) => changeTasks(client, (tasks) => replaceTask(tasks, draft.id, task)),
      refused: (error) => {
        changeTasks(client, (tasks) => withoutTask(tasks, draft.id));
        refuse(`${quoteTitle(title)} was not added.`, error, () => add(title));
      },
    });
  };

  const setCompleted = (task: Task, completed: boolean): void => {
    const toggled = toggledTask(task, completed, now());
    change({
      queue: task.id,
      show: () => changeTasks(client, (tasks) => replaceTask(tasks, task.id, toggled)),
      send: () => (completed ? api.completeTask(task.id) : api.reopenTask(task.id)),
      sent: (saved) => changeTasks(client, (tasks) => replaceTask(tasks, task.id, saved)),
      refused: (error, isLatest) => {
        if (isLatest) changeTasks(client, (tasks) => replaceTask(tasks, task.id, task));
        const what = `${quoteTitle(task.title)} was not ${completed ? 'completed' : 'reopened'}.`;
        refuse(what, error, () => setCompleted(task, completed));
      },
    });
  };

  const deletions = createDeferredDeletions({
    notices,
    remove: async (task, how) => {
      await client.cancelQueries({ queryKey: ['tasks'] });
      await api.deleteTask(task.id, how);
      changeTasks(client, (tasks) => withoutTask(tasks, task.id));
    },
    failed: (task, error) => {
      refuse(`${quoteTitle(task.title)} was not deleted.`, error, () => deletions.add(task));
    },
  });

  return { add, setCompleted, remove: deletions.add, deletions };
}
