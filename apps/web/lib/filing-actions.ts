/** Owns what a person can do with projects and labels: shown at once, sent to the API, taken back when it refuses or on demand. Loaded with the dialogs. */

import type { QueryClient } from '@tanstack/react-query';
import type { Colour, Task } from '@todo-chatbot/contracts';
import type { ApiClient, FiledChanges, FilingKind } from './api-client.ts';
import { ApiError } from './api-error.ts';
import type { ChangeSender } from './change-sender.ts';
import { goTo } from './place.ts';
import { quoteTitle } from './quote-title.ts';
import { changeLists } from './task-query.ts';
import { addressOf, type View, viewOf, viewWith } from './views.ts';

/** A project or a label, as far as the page has to know it. */
export type FiledItem = { readonly id: string; readonly name: string; readonly colour: Colour };

export type FilingActions = {
  add(kind: FilingKind, wanted: { readonly name: string; readonly colour: Colour }): void;
  change(kind: FilingKind, item: FiledItem, changes: FiledChanges): void;
  remove(kind: FilingKind, item: FiledItem): void;
};

export const nouns: Readonly<Record<FilingKind, 'project' | 'label'>> = {
  projects: 'project',
  labels: 'label',
};

export function createFilingActions(options: {
  readonly api: Pick<ApiClient, 'addFiled' | 'changeFiled' | 'removeFiled'>;
  readonly client: QueryClient;
  readonly changes: ChangeSender;
  readonly newKey: () => string;
}): FilingActions {
  const { api, client, changes: sender, newKey } = options;

  const show = (kind: FilingKind, change: (items: readonly FiledItem[]) => readonly FiledItem[]) =>
    client.setQueryData<readonly FiledItem[]>([kind], (items) => items && change(items));

  const refuse = (kind: FilingKind, what: string, error: unknown, again: () => void) => {
    const isTaken = error instanceof ApiError && error.code === 'conflict';
    const message = `There is another ${nouns[kind]} with this name.`;
    const cause = isTaken ? new ApiError({ kind: 'problem', message, status: 409 }) : error;
    sender.refuse(what, cause, again);
  };

  const add: FilingActions['add'] = (kind, wanted) => {
    const { send } = sender;
    const key = newKey();
    const draft: FiledItem = { ...wanted, id: `unsaved-${key}` };
    show(kind, (items) => [...items, draft]);
    send({
      queue: 'filing',
      touches: [kind],
      request: () => api.addFiled(kind, wanted, key),
      sent: ({ value, activityId }) => {
        show(kind, (items) => items.map((item) => (item.id === draft.id ? value : item)));
        const place = viewWith(kind, value);
        goTo(addressOf(place));
        sender.offerUndo(`Added the ${nouns[kind]} ${quoteTitle(value.name)}`, activityId, () =>
          leave(kind, value, { kind: 'all' }),
        );
      },
      refused: (error) => {
        show(kind, (items) => items.filter((item) => item.id !== draft.id));
        refuse(kind, `${quoteTitle(wanted.name)} was not added.`, error, () => add(kind, wanted));
      },
    });
  };

  /** A project and a label that has its name still: others follow. @returns takes it back */
  const showChanged = (kind: FilingKind, from: FiledItem, to: FiledItem) => {
    show(kind, (items) => items.map((item) => (item.id === from.id ? { ...item, ...to } : item)));
    if (kind !== 'labels' || from.name === to.name) return;
    const rename = (label: string) => (label === from.name ? to.name : label);
    changeTasks(client, (task) =>
      task.labels.includes(from.name) ? { ...task, labels: task.labels.map(rename) } : task,
    );
    leave(kind, from, viewWith(kind, to));
  };

  const change: FilingActions['change'] = (kind, item, wanted) => {
    const { id, name, colour } = item;
    const before = { id, name, colour };
    const after = { ...before, ...wanted };
    showChanged(kind, before, after);
    sender.send({
      queue: 'filing',
      // Tasks name their labels.
      touches: kind === 'labels' && wanted.name !== undefined ? [kind, 'tasks'] : [kind],
      request: () => api.changeFiled(kind, id, wanted),
      sent: ({ activityId }) =>
        sender.offerUndo(`Changed the ${nouns[kind]} ${quoteTitle(after.name)}`, activityId, () =>
          showChanged(kind, after, before),
        ),
      refused: (error) => {
        showChanged(kind, after, before);
        refuse(kind, `${quoteTitle(name)} was not changed.`, error, () => change(kind, item, wanted));
      },
    });
  };

  const remove: FilingActions['remove'] = (kind, item) => {
    const before = client.getQueryData<readonly FiledItem[]>([kind]);
    show(kind, (items) => items.filter(({ id }) => id !== item.id));
    changeTasks(client, (task) => without(task, kind, item));
    const place = viewWith(kind, item);
    const isLeft = leave(kind, item, { kind: kind === 'projects' ? 'inbox' : 'all' });
    const comeBack = () => {
      if (isLeft) goTo(addressOf(place), { replace: true });
    };
    sender.send({
      queue: 'filing',
      touches: [kind, 'tasks'],
      request: () => api.removeFiled(kind, item.id),
      sent: (activityId) =>
        sender.offerUndo(`Deleted the ${nouns[kind]} ${quoteTitle(item.name)}`, activityId, comeBack),
      refused: (error) => {
        if (before !== undefined) client.setQueryData([kind], before);
        comeBack();
        refuse(kind, `${quoteTitle(item.name)} was not deleted.`, error, () => remove(kind, item));
      },
    });
  };

  return { add, change, remove };
}

/** Goes elsewhere when the page shows this project or label. @returns whether it did */
function leave(kind: FilingKind, item: FiledItem, target: View): boolean {
  const isShown = addressOf(viewOf(window.location)) === addressOf(viewWith(kind, item));
  if (isShown) goTo(addressOf(target), { replace: true });
  return isShown;
}

function without(task: Task, kind: FilingKind, { id, name }: FiledItem): Task {
  if (kind === 'projects') return task.projectId === id ? { ...task, projectId: null } : task;
  if (!task.labels.includes(name)) return task;
  return { ...task, labels: task.labels.filter((label) => label !== name) };
}

function changeTasks(client: QueryClient, change: (task: Task) => Task): void {
  changeLists(client, (tasks) => tasks.map(change));
}
