/** Owns what a change makes of a task. Pure. */

import { isDeepStrictEqual } from 'node:util';
import { nextDue } from '../recurrence/next-due.ts';
import { type ContentKey, contentKeys, type TaskRecord } from '../task-record.ts';
import type { Plan, PlanContext, Refusal, ResolvedChanges } from './plan.ts';
import { planSchedule } from './plan-schedule.ts';
import { planSubtasks } from './plan-subtasks.ts';

/** The same record when nothing changes: its version and the time of its last change stay. */
export function planChange(record: TaskRecord, changes: ResolvedChanges, context: PlanContext): Plan {
  const { title, notes, priority, projectId, labels } = changes;
  let draft: TaskRecord = {
    ...record,
    ...(title !== undefined && { title }),
    ...(notes !== undefined && { notes }),
    ...(priority !== undefined && { priority }),
    ...(projectId !== undefined && { projectId }),
    ...(labels !== undefined && { labels }),
  };
  const scheduled = withSchedule(draft, changes, context);
  if ('status' in scheduled) return scheduled;
  draft = scheduled;
  if (changes.subtasks !== undefined) {
    const planned = planSubtasks(changes.subtasks, record.subtasks, context);
    if (planned.status === 'refused') return planned;
    draft = { ...draft, subtasks: planned.subtasks };
  }
  if (changes.completed === true && draft.completedAt === null) draft = completed(draft, context);
  if (changes.completed === false) draft = { ...draft, completed: false, completedAt: null };
  return { status: 'planned', record: asNextVersion(record, draft, context) };
}

/** `draft` as the version after `record`, or `record` itself when their content is the same. */
export function asNextVersion(
  record: TaskRecord,
  draft: TaskRecord,
  context: Pick<PlanContext, 'now'>,
): TaskRecord {
  if (contentKeys.every((key) => sameContent(key, record, draft))) return record;
  const updatedAt = context.now.toString({ fractionalSecondDigits: 3 });
  return { ...draft, updatedAt, version: record.version + 1 };
}

export function sameContent(key: ContentKey, a: TaskRecord, b: TaskRecord): boolean {
  return isDeepStrictEqual(a[key], b[key]);
}

function withSchedule(
  draft: TaskRecord,
  changes: ResolvedChanges,
  context: PlanContext,
): TaskRecord | Refusal {
  if (changes.due === undefined && changes.recurrence === undefined) return draft;
  const kept =
    draft.due === null || draft.dueLocal === null ? null : { due: draft.due, dueLocal: draft.dueLocal };
  const ended = changes.due === null && changes.recurrence === undefined;
  const schedule = planSchedule(
    {
      due: changes.due === undefined ? kept : changes.due,
      recurrence: ended ? null : changes.recurrence === undefined ? draft.recurrence : changes.recurrence,
    },
    context,
  );
  if (schedule.status === 'refused') return schedule;
  const { due, dueLocal, recurrence } = schedule;
  return { ...draft, due, dueLocal, recurrence };
}

/** A repeating task moves on to its next date, with its steps to be done again; any other is done. */
function completed(draft: TaskRecord, context: PlanContext): TaskRecord {
  const { due, dueLocal, recurrence } = draft;
  const next =
    due === null || dueLocal === null || recurrence === null
      ? null
      : nextDue({ current: { due, dueLocal }, recurrence, ...context });
  if (next === null) {
    return { ...draft, completed: true, completedAt: context.now.toString({ fractionalSecondDigits: 3 }) };
  }
  return {
    ...draft,
    ...next.due,
    recurrence: next.recurrence,
    subtasks: draft.subtasks.map((subtask) => ({ ...subtask, completed: false })),
  };
}
