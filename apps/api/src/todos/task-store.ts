/** The port to wherever tasks are kept. Every method is bound to one account and throws `StorageUnavailable` while the storage cannot be reached. */

import type { ActivityKind, TaskCounts } from '@todo-chatbot/contracts';
import type { Change } from './planning/plan-undo.ts';
import type { Scope } from './scope.ts';
import type { TaskPageQuery } from './task-page-query.ts';
import type { TaskRecord } from './task-record.ts';

/** Changes that happen together or not at all, and that are undone together. */
export type ChangeSet = {
  readonly kind: ActivityKind;
  readonly at: string;
  readonly changes: readonly Change[];
  /** The activity that this takes back; it counts as undone from then on. */
  readonly undoes?: string;
};

/** A client's own name for a creation, what it asked for, and what it is answered for ever. */
export type KeyedAnswer = { readonly key: string; readonly fingerprint: string; readonly answer: string };

export type CommitOutcome =
  | { readonly status: 'committed'; readonly activityId: string }
  /** A task is not at the version of `before` any more: nothing was changed. */
  | { readonly status: 'stale' }
  | { readonly status: 'no-such-project' }
  /** The key was used before: nothing was changed. */
  | { readonly status: 'key-used'; readonly fingerprint: string; readonly answer: string };

export type TaskStore = {
  /** The tasks of one page as JSON texts, ready to be sent. */
  page(
    scope: Scope,
    query: TaskPageQuery,
  ): Promise<{ readonly tasks: string; readonly nextCursor: string | null }>;
  counts(scope: Scope, today: Today): Promise<TaskCounts>;
  /** Those that are there, in no order. */
  read(scope: Scope, ids: readonly string[]): Promise<readonly TaskRecord[]>;
  /**
   * Completes a task that is pending and does not repeat, in one step. Null where it is not so: then it takes `read`, a
   * plan and `commit`.
   */
  completeOnce(
    scope: Scope,
    id: string,
    at: string,
  ): Promise<{ readonly record: TaskRecord; readonly activityId: string } | null>;
  commit(scope: Scope, changeSet: ChangeSet, keyed?: KeyedAnswer): Promise<CommitOutcome>;
};

/** The day of a time zone: its name, and its beginning and end as moments. */
export type Today = {
  readonly date: string;
  readonly from: string;
  readonly to: string;
  readonly now: string;
};
