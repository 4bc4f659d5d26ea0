/**
 * Owns taking a change back: what it changed returns to what it was, what others changed since stays. Pure. Where both
 * changed the same, nothing is taken back: a lost change costs more than a question.
 */

import { type ContentKey, contentKeys, type TaskRecord } from '../task-record.ts';
import { asNextVersion, sameContent } from './plan-change.ts';

export type Change = { readonly before: TaskRecord | null; readonly after: TaskRecord | null };

export type UndoPlan =
  /** `before` is the task as it is now, `after` as it will be; the same when there is nothing to do. */
  | { readonly status: 'planned'; readonly change: Change }
  | { readonly status: 'conflict'; readonly title: string };

/** @param current the task as it is now; null when it is gone */
export function planUndo(change: Change, current: TaskRecord | null, now: Temporal.Instant): UndoPlan {
  const { before, after } = change;
  if (after === null) return before === null ? kept(current) : restore(before, current, now);
  if (before === null) {
    const same = current === null || contentKeys.every((key) => sameContent(key, current, after));
    return same ? { status: 'planned', change: { before: current, after: null } } : conflict(after);
  }
  if (current === null) return conflict(after);
  return merge({ before, after, current, now });
}

function merge(options: {
  readonly before: TaskRecord;
  readonly after: TaskRecord;
  readonly current: TaskRecord;
  readonly now: Temporal.Instant;
}): UndoPlan {
  const { before, after, current, now } = options;
  const changed = contentKeys.filter((key) => !sameContent(key, before, after));
  const lost = changed.some((key) => !sameContent(key, current, after) && !sameContent(key, current, before));
  if (lost) return conflict(current);
  const draft = changed.reduce((task, key) => withContent(task, key, before), current);
  // The two belong together: a rule without a date, or half of a due date, is no task.
  if (draft.recurrence !== null && draft.due === null) return conflict(current);
  if ((draft.due === null) !== (draft.dueLocal === null)) return conflict(current);
  const merged = { ...draft, completed: draft.completedAt !== null };
  return { status: 'planned', change: { before: current, after: asNextVersion(current, merged, { now }) } };
}

function restore(before: TaskRecord, current: TaskRecord | null, now: Temporal.Instant): UndoPlan {
  if (current !== null) return conflict(current);
  const updatedAt = now.toString({ fractionalSecondDigits: 3 });
  const after = { ...before, updatedAt, version: before.version + 1 };
  return { status: 'planned', change: { before: null, after } };
}

function withContent(task: TaskRecord, key: ContentKey, source: TaskRecord): TaskRecord {
  return { ...task, [key]: source[key] };
}

const kept = (current: TaskRecord | null): UndoPlan => ({
  status: 'planned',
  change: { before: current, after: current },
});

const conflict = (task: TaskRecord): UndoPlan => ({ status: 'conflict', title: task.title });
