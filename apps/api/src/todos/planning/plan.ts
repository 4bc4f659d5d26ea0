/** Owns the words of planning: what a task would become, decided without touching any storage. */

import type { TaskChanges } from '@todo-chatbot/contracts';
import type { TaskRecord } from '../task-record.ts';

export type PlanContext = {
  readonly now: Temporal.Instant;
  /** Where "today" is, an IANA name. */
  readonly timeZone: string;
  /** A new UUID. */
  readonly newId: () => string;
};

/** The content is well-formed and still cannot be: says where and why, for the client's eyes. */
export type Refusal = { readonly status: 'refused'; readonly pointer: string; readonly detail: string };

export type Plan = { readonly status: 'planned'; readonly record: TaskRecord } | Refusal;

/** Changes whose project is an id and whose labels are spelt as the account spells them. */
export type ResolvedChanges = Omit<TaskChanges, 'projectName'>;
