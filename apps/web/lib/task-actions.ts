/** Owns what a person can do with tasks: shown at once, sent to the API, taken back when it refuses or on demand. */

import type { QueryClient } from '@tanstack/react-query';
import type {
  BulkRequestInput,
  ChangeKind,
  NewTaskInput,
  Task,
  TaskChangesInput,
} from '@todo-chatbot/contracts';
import type { ApiClient } from './api-client.ts';
import { ApiError } from './api-error.ts';
import type { ChangeSender } from './change-sender.ts';
import { type Moment, momentAt } from './due-dates.ts';
import type { Notices } from './notices.ts';
import { quoteTitle } from './quote-title.ts';
import { changedTask, hideTask, replaceTask, showNewTask, unsavedTask } from './task-cache.ts';
import { knownTask } from './task-query.ts';

export type NewTaskWithShown = { readonly task: NewTaskInput; readonly shown: Partial<Task> };

export type TaskActions = {
  /** @param shown what is already known of it for the lists, beyond what is sent */
  add(task: NewTaskInput, shown: Partial<Task>): void;
  /** All of them or none, the first on top: one entry to undo. */
  addMany(tasks: readonly NewTaskWithShown[]): void;
  change(task: Task, changes: TaskChangesInput): void;
  /** Completes, reopens or deletes tasks: one entry to undo. */
  act(action: 'complete' | 'reopen' | 'delete', tasks: readonly Task[]): void;
  changeMany(tasks: readonly Task[], changes: TaskChangesInput): void;
  /** Takes back the offer that is shown, else the account's latest action, whoever did it. */
  undoLatest(): void;
};

const done = { complete: 'Completed', reopen: 'Reopened', delete: 'Deleted' } as const;
const notDone = { complete: 'completed', reopen: 'reopened', delete: 'deleted' } as const;

/** Changes of one task reach the API in the order in which they were made; those of different tasks do not wait. */
export function createTaskActions(options: {
  readonly api: Pick<ApiClient, 'addTask' | 'bulk' | 'changeTask' | 'getTask'>;
  readonly client: QueryClient;
  readonly notices: Notices;
  readonly changes: ChangeSender;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly timeZone: () => string;
  readonly newKey: () => string;
}): TaskActions {
  const { api, client, notices, newKey } = options;
  const { send, refuse, offerUndo, undo } = options.changes;
  const moment = (): Moment => momentAt(options.now(), options.timeZone());
  const isoNow = () => new Date(options.now()).toISOString();
  let unsavedCount = 0;

  const add = (task: NewTaskInput, shown: Partial<Task>, key = newKey()): void => {
    const draft = unsavedTask({
      known: { ...shown, title: task.title },
      number: ++unsavedCount,
      now: isoNow(),
    });
    showNewTask(client, draft, moment());
    send({
      queue: draft.id,
      touches: touchedBy(task),
      request: () => api.addTask(task, key),
      sent: ({ task: saved, activityId }) => {
        replaceTask(client, draft.id, saved);
        offerUndo(`Added ${quoteTitle(saved.title)}`, activityId);
      },
      refused: (error) => {
        hideTask(client, draft.id);
        refuse(`${quoteTitle(task.title)} was not added.`, error, () => add(task, shown, key));
      },
    });
  };

  const addMany = (wanted: readonly NewTaskWithShown[], key = newKey()): void => {
    // The newest stands on top.
    const drafts = wanted.toReversed().map(({ task, shown }) => ({
      task,
      draft: unsavedTask({
        known: { ...shown, title: task.title },
        number: ++unsavedCount,
        now: isoNow(),
      }),
    }));
    for (const { draft } of drafts) showNewTask(client, draft, moment());
    const tasks = drafts.map(({ task }) => task);
    send({
      queue: `add ${key}`,
      touches: [...new Set(tasks.flatMap(touchedBy))],
      request: () => api.bulk({ action: 'create', tasks }, key),
      sent: (result) => {
        for (const [index, { draft }] of drafts.entries()) {
          const saved = result.tasks[index];
          if (saved !== undefined) replaceTask(client, draft.id, saved);
        }
        offerUndo(`Added ${tasks.length} tasks`, result.activityId);
      },
      refused: (error) => {
        for (const { draft } of drafts) hideTask(client, draft.id);
        refuse(`${tasks.length} tasks were not added.`, error, () => addMany(wanted, key));
      },
    });
  };

  const change = (task: Task, changes: TaskChangesInput): void => {
    replaceTask(client, task.id, changedTask(task, changes, isoNow()));
    let based = task.version;
    send({
      queue: task.id,
      touches: touchedBy(changes),
      request: () => {
        // An earlier change of this page may have been saved meanwhile: that is no conflict.
        based = Math.max(based, saved.get(task.id) ?? 0);
        return api.changeTask(task.id, changes, based);
      },
      sent: ({ task: answer, activityId }, isLatest) => {
        saved.set(task.id, answer.version);
        if (isLatest) replaceTask(client, task.id, answer);
        offerUndo(`Changed ${quoteTitle(answer.title)}`, activityId);
      },
      refused: (error) => {
        if (error instanceof ApiError && error.status === 412) void showConflict(task, changes);
        else {
          replaceTask(client, task.id, task);
          refuse(`${quoteTitle(task.title)} was not changed.`, error, () =>
            change(knownTask(client, task.id) ?? task, changes),
          );
        }
      },
    });
  };
  const saved = new Map<string, number>();

  /** Somebody else was quicker: theirs is shown, and one press puts the person's own change on top of it. */
  const showConflict = async (task: Task, changes: TaskChangesInput): Promise<void> => {
    const { signal } = new AbortController();
    const theirs = await api.getTask(task.id, { signal }).catch(() => null);
    if (theirs !== null) replaceTask(client, task.id, theirs);
    notices.show({
      tone: 'error',
      text: `${quoteTitle(task.title)} was changed elsewhere meanwhile. You see that version; yours is not saved.`,
      offer: { label: 'Use mine' },
      lifetimeMs: null,
      ended: (how) => {
        if (how === 'acted') change(theirs ?? task, changes);
      },
    });
  };

  const bulk = (
    tasks: readonly Task[],
    parts: {
      readonly request: BulkRequestInput;
      readonly show: (task: Task) => void;
      readonly done: string;
      readonly notDone: string;
      readonly again: () => void;
    },
  ): void => {
    for (const task of tasks) parts.show(task);
    const [first] = tasks;
    if (first === undefined) return;
    const what = tasks.length === 1 ? quoteTitle(first.title) : `${tasks.length} tasks`;
    send({
      queue: tasks.length === 1 ? first.id : 'bulk',
      touches: parts.request.action === 'update' ? touchedBy(parts.request.changes) : ['tasks'],
      request: () => api.bulk(parts.request),
      sent: (result, isLatest) => {
        if (isLatest) for (const task of result.tasks) replaceTask(client, task.id, task);
        for (const task of result.tasks) saved.set(task.id, task.version);
        offerUndo(`${parts.done} ${what}`, result.activityId);
      },
      refused: (error) => {
        for (const task of tasks) replaceTask(client, task.id, task);
        refuse(`${what} ${tasks.length === 1 ? 'was' : 'were'} not ${parts.notDone}.`, error, parts.again);
      },
    });
  };

  const act: TaskActions['act'] = (action, tasks) =>
    bulk(tasks, {
      request: { action, ids: tasks.map(({ id }) => id) },
      show: (task) =>
        action === 'delete'
          ? hideTask(client, task.id)
          : replaceTask(client, task.id, changedTask(task, { completed: action === 'complete' }, isoNow())),
      done: done[action],
      notDone: notDone[action],
      again: () => act(action, tasks),
    });

  const changeMany: TaskActions['changeMany'] = (tasks, changes) =>
    bulk(tasks, {
      request: { action: 'update', ids: tasks.map(({ id }) => id), changes },
      show: (task) => replaceTask(client, task.id, changedTask(task, changes, isoNow())),
      done: 'Changed',
      notDone: 'changed',
      again: () => changeMany(tasks, changes),
    });

  return {
    add: (task, shown) => add(task, shown),
    addMany: (wanted) => addMany(wanted),
    change,
    act,
    changeMany,
    undoLatest: () => {
      if (!notices.undoLatest()) undo();
    },
  };
}

/** A task can bring a project or a label with it that is not there yet. */
const touchedBy = ({
  projectName,
  labels,
}: Pick<TaskChangesInput, 'projectName' | 'labels'>): readonly ChangeKind[] => [
  'tasks',
  ...(projectName === undefined ? [] : (['projects'] as const)),
  ...(labels === undefined || labels.length === 0 ? [] : (['labels'] as const)),
];
