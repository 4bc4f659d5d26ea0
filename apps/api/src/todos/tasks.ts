/** Owns what can be done with tasks; every way in (REST, the assistant's tools, MCP) goes through here. */

import type {
  Activity,
  BulkRequest,
  NewTask,
  Task,
  TaskChanges,
  TaskCounts,
  TaskQuery,
} from '@todo-chatbot/contracts';
import type { ActivityStore } from './activity-store.ts';
import type { LabelStore, ProjectStore } from './filing-store.ts';
import { addTasks } from './operations/add-tasks.ts';
import { changeTasks } from './operations/change-tasks.ts';
import { undoActivity } from './operations/undo-activity.ts';
import type { Refusal } from './planning/plan.ts';
import type { Scope } from './scope.ts';
import { todayIn, toPageQuery } from './task-page-query.ts';
import { toTask } from './task-record.ts';
import type { TaskStore } from './task-store.ts';

/** A client's own name for a creation, and what it asked for. */
export type CreationKey = { readonly key: string; readonly fingerprint: string };

export type AddManyOutcome =
  | { readonly status: 'added'; readonly tasks: readonly Task[]; readonly activityId: string }
  /** This key was used for the same before: the tasks as they were then. */
  | { readonly status: 'replayed'; readonly tasks: readonly Task[]; readonly activityId: null }
  | { readonly status: 'key-reused' }
  | Refusal;

export type AddOutcome =
  | { readonly status: 'added' | 'replayed'; readonly task: Task; readonly activityId: string | null }
  | { readonly status: 'key-reused' }
  | Refusal;

export type ChangeOutcome =
  /** `activityId` is what `undo` takes; null when nothing had to change. */
  | { readonly status: 'changed'; readonly tasks: readonly Task[]; readonly activityId: string | null }
  | { readonly status: 'not-found'; readonly ids: readonly string[] }
  /** Not at the expected version any more, or changed so often meanwhile that it could not be done. */
  | { readonly status: 'stale' }
  | Refusal;

export type UndoOutcome =
  | {
      readonly status: 'undone';
      readonly undone: Activity;
      readonly tasks: readonly Task[];
      readonly deletedIds: readonly string[];
    }
  /** There is no activity with this id. */
  | { readonly status: 'not-found' }
  | { readonly status: 'nothing-to-undo'; readonly detail: string }
  /** A newer version did it, and more than this one can bring back; nothing was taken back. */
  | { readonly status: 'unknown'; readonly detail: string }
  /** What changed since would be lost; nothing was taken back. */
  | {
      readonly status: 'conflict';
      /** Of the tasks, or the name of the project or label. */
      readonly titles: readonly string[];
      /** What stands in the way, where it is not that they changed. */
      readonly detail?: string;
    };

export type PageOutcome =
  /** `tasks` is a JSON array of tasks, ready to be sent. */
  | { readonly status: 'page'; readonly tasks: string; readonly nextCursor: string | null }
  | { readonly status: 'invalid'; readonly parameter: string; readonly detail: string };

/** Every method throws `StorageUnavailable` while the storage cannot be reached; then nothing was done. */
export type Tasks = {
  add(scope: Scope, task: NewTask, key?: CreationKey): Promise<AddOutcome>;
  /** All of them or none. */
  addMany(scope: Scope, tasks: readonly NewTask[], key?: CreationKey): Promise<AddManyOutcome>;
  page(scope: Scope, query: TaskQuery): Promise<PageOutcome>;
  /** As `page`, with tasks as values. */
  list(scope: Scope, query: TaskQuery): Promise<readonly Task[]>;
  counts(scope: Scope, timeZone?: string): Promise<TaskCounts>;
  find(scope: Scope, id: string): Promise<Task | null>;
  /** @param expected the version it must be at; absent when any will do */
  change(scope: Scope, id: string, changes: TaskChanges, expected?: number): Promise<ChangeOutcome>;
  /** A repeating task moves on to its next date. Twice is no error: the time of the first completion stays. */
  complete(scope: Scope, id: string, expected?: number): Promise<ChangeOutcome>;
  reopen(scope: Scope, id: string, expected?: number): Promise<ChangeOutcome>;
  /** `tasks` of the outcome are those that are gone. */
  remove(scope: Scope, id: string, expected?: number): Promise<ChangeOutcome>;
  /** All of them or none, and one activity. */
  bulk(scope: Scope, request: Exclude<BulkRequest, { action: 'create' }>): Promise<ChangeOutcome>;
  /** @param activityId absent: the latest of the account that was not undone, whichever client did it */
  undo(scope: Scope, activityId?: string): Promise<UndoOutcome>;
};

export type TaskParts = {
  readonly store: TaskStore;
  readonly projects: ProjectStore;
  readonly labels: LabelStore;
  readonly activity: ActivityStore;
  readonly now: () => Temporal.Instant;
  /** A new UUID. */
  readonly newId: () => string;
};

export function createTasks(parts: TaskParts): Tasks {
  const { store, now } = parts;

  const page: Tasks['page'] = async (scope, query) => {
    const asked = toPageQuery(query, { timeZone: scope.timeZone, now: now() });
    if (!asked.ok) return { status: 'invalid', parameter: asked.parameter, detail: asked.detail };
    return { status: 'page', ...(await store.page(scope, asked.query)) };
  };

  const one = (scope: Scope, id: string, changes: TaskChanges, expected?: number) =>
    changeTasks(parts, {
      scope,
      ids: [id],
      action: { action: 'update', changes },
      expected: expected ?? null,
    });

  return {
    async add(scope, task, key) {
      const outcome = await addTasks(parts, { scope, tasks: [task], key: key ?? null });
      if (outcome.status !== 'added' && outcome.status !== 'replayed') return outcome;
      const { status, activityId } = outcome;
      const [added] = outcome.tasks;
      if (added === undefined) throw new Error('one task was added and none came back');
      return { status, task: added, activityId };
    },
    addMany: (scope, tasks, key) => addTasks(parts, { scope, tasks, key: key ?? null }),
    page,
    async list(scope, query) {
      const outcome = await page(scope, query);
      if (outcome.status === 'invalid')
        throw new Error(`the ${outcome.parameter} of a list: ${outcome.detail}`);
      return JSON.parse(outcome.tasks) as Task[];
    },
    counts: (scope, timeZone) => store.counts(scope, todayIn(timeZone ?? scope.timeZone, now())),
    async find(scope, id) {
      const [record] = await store.read(scope, [id]);
      return record === undefined ? null : toTask(record);
    },
    change: one,
    async complete(scope, id, expected) {
      const at = now().toString({ fractionalSecondDigits: 3 });
      const done = expected === undefined ? await store.completeOnce(scope, id, at) : null;
      if (done === null) return await one(scope, id, { completed: true }, expected);
      return { status: 'changed', tasks: [toTask(done.record)], activityId: done.activityId };
    },
    reopen: (scope, id, expected) => one(scope, id, { completed: false }, expected),
    remove: (scope, id, expected) =>
      changeTasks(parts, { scope, ids: [id], action: { action: 'delete' }, expected: expected ?? null }),
    bulk(scope, request) {
      const { ids } = request;
      const action =
        request.action === 'update'
          ? { action: 'update' as const, changes: request.changes }
          : request.action === 'delete'
            ? { action: 'delete' as const }
            : { action: 'update' as const, changes: { completed: request.action === 'complete' } };
      return changeTasks(parts, { scope, ids, action, expected: null });
    },
    undo: (scope, activityId) => undoActivity(parts, { scope, activityId: activityId ?? null }),
  };
}
