/** Owns deletions that can still be taken back: a task is hidden at once, and deleted when its notice ends. */

import type { Task } from '@todo-chatbot/contracts';
import { type Notices, undoTimeMs } from './notices.ts';
import { quoteTitle } from './quote-title.ts';

export type DeferredDeletions = {
  /** Hides the task and offers to undo. */
  add(task: Task): void;
  /** The ids of the tasks that are not shown; the same set until something changes. */
  hidden(): ReadonlySet<string>;
  subscribe(listener: () => void): () => void;
};

/**
 * The deletion itself waits, so that undo brings back the very same task: nothing is created anew.
 *
 * @param options.remove deletes for good; when it rejects, the task is shown again
 * @param options.failed hears of such a rejection
 */
export function createDeferredDeletions(options: {
  readonly notices: Notices;
  readonly remove: (task: Task, how: { readonly outlivesPage: boolean }) => Promise<void>;
  readonly failed: (task: Task, error: unknown) => void;
}): DeferredDeletions {
  const listeners = new Set<() => void>();
  let hidden: ReadonlySet<string> = new Set();

  const change = (next: ReadonlySet<string>) => {
    hidden = next;
    for (const listener of listeners) listener();
  };
  const reveal = (task: Task) => change(hidden.difference(new Set([task.id])));

  const remove = async (task: Task, outlivesPage: boolean): Promise<void> => {
    try {
      await options.remove(task, { outlivesPage });
    } catch (error) {
      options.failed(task, error);
    }
    reveal(task);
  };

  return {
    add: (task) => {
      if (hidden.has(task.id)) return;
      change(new Set([...hidden, task.id]));
      options.notices.show({
        tone: 'neutral',
        text: `Deleted ${quoteTitle(task.title)}`,
        offer: { label: 'Undo' },
        lifetimeMs: undoTimeMs,
        ended: (how) => {
          if (how === 'acted') reveal(task);
          else void remove(task, how === 'page-closed');
        },
      });
    },
    hidden: () => hidden,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
