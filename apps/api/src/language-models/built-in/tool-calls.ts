/** Owns which tools an understood action needs. Pure. */

import type { ToolName } from '@todo-chatbot/contracts';
import type { Action, KnownTask, TaskDraft, TaskEdits, TaskFilter } from '@todo-chatbot/understanding';
import { freeCallsPerReply } from '../../assistant/approval.ts';
import { toDue, toRecurrence, toTaskFields } from '../../assistant/written-task.ts';
import { periodDays, periodInstants } from './when.ts';

export type Call = { readonly name: ToolName; readonly input: Readonly<Record<string, unknown>> };

type Said = { readonly timeZone: string; readonly tasks: readonly KnownTask[] };

/** Many tasks of one sentence are one call, that the person approves as a whole. */
export function addCalls(drafts: readonly TaskDraft[], { timeZone }: Said): readonly Call[] {
  const inputs = drafts.map((draft) => ({
    title: draft.title,
    ...toTaskFields(draft, timeZone),
    ...(draft.project !== null && { project: draft.project }),
  }));
  if (inputs.length > freeCallsPerReply.adding) return [{ name: 'add_tasks', input: { tasks: inputs } }];
  return inputs.map((input) => ({ name: 'add_task', input }));
}

export function listCall(filter: TaskFilter, { timeZone }: Said): Call {
  const { status, period, priority, project, labels, search, overdue, undated } = filter;
  const within = status === 'completed' ? 'completed' : 'due';
  const ends =
    period === null ? {} : within === 'due' ? periodDays(period) : periodInstants(period, timeZone);
  return {
    name: 'list_tasks',
    input: {
      status,
      ...(overdue && { view: 'overdue' }),
      ...(undated && { view: 'undated' }),
      ...(priority !== null && { priority }),
      ...(project !== null && { project }),
      ...(labels[0] !== undefined && { label: labels[0] }),
      ...(search !== null && { search }),
      ...(ends.from !== undefined && { [`${within}_from`]: ends.from }),
      ...(ends.to !== undefined && { [`${within}_to`]: ends.to }),
    },
  };
}

export type Change = Extract<Action, { kind: 'complete' | 'reopen' | 'update' | 'delete' }>;

export function changeCalls(
  change: Pick<Change, 'kind' | 'ids'> & { readonly edits?: TaskEdits },
  said: Said,
): readonly Call[] {
  const { kind, ids, edits = {} } = change;
  const [only] = ids;
  if (only === undefined) return [];
  if (kind === 'update') return updateCalls(ids, edits, said);
  if (ids.length > 1) return [{ name: 'update_tasks', input: { task_ids: [...ids], action: kind } }];
  if (kind === 'delete') return [{ name: 'delete_task', input: { task_id: only } }];
  return [{ name: 'complete_task', input: { task_id: only, completed: kind === 'complete' } }];
}

function updateCalls(ids: readonly string[], edits: TaskEdits, said: Said): readonly Call[] {
  const inputs = ids.map((id) => ({ id, changes: changesOf(id, edits, said) }));
  const [first] = inputs;
  if (first === undefined) return [];
  const same = inputs.every(({ changes }) => JSON.stringify(changes) === JSON.stringify(first.changes));
  if (inputs.length > 1 && same) {
    return [
      { name: 'update_tasks', input: { task_ids: [...ids], action: 'update', changes: first.changes } },
    ];
  }
  return inputs.map(({ id, changes }) => {
    const onlyDue = 'due' in changes && Object.keys(changes).length === 1;
    return { name: onlyDue ? 'reschedule_task' : 'update_task', input: { task_id: id, ...changes } };
  });
}

function changesOf(id: string, edits: TaskEdits, { timeZone, tasks }: Said) {
  const known = tasks.find((task) => task.id === id);
  const due = dueOf(edits, known?.due ?? null);
  const labels = labelsOf(edits, known?.labels ?? []);
  const { title, recurrence, priority, project, notes } = edits;
  return {
    ...(title !== undefined && { title }),
    ...(due !== undefined && { due: due === null ? null : toDue(due, timeZone) }),
    ...(recurrence !== undefined && { recurrence: recurrence === null ? null : toRecurrence(recurrence) }),
    ...(priority !== undefined && { priority: priority ?? 'p4' }),
    ...(project !== undefined && { project }),
    ...(notes !== undefined && { notes }),
    ...(labels !== undefined && { labels }),
  };
}

/** A day alone keeps the time that the task has; a shift counts from its present due date. */
function dueOf({ due, shift }: TaskEdits, present: string | null): string | null | undefined {
  if (due !== undefined) {
    if (due === null || due.includes('T') || !present?.includes('T')) return due;
    return `${due}T${present.slice(11)}`;
  }
  if (shift === undefined || present === null) return undefined;
  const by = { [`${shift.unit}s`]: shift.by };
  if (present.includes('T')) return Temporal.PlainDateTime.from(present).add(by).toString();
  if (shift.unit === 'minute' || shift.unit === 'hour') return undefined;
  return Temporal.PlainDate.from(present).add(by).toString();
}

function labelsOf({ addLabels, removeLabels }: TaskEdits, present: readonly string[]) {
  if (addLabels === undefined && removeLabels === undefined) return undefined;
  const gone = new Set(removeLabels?.map((label) => label.toLowerCase()));
  return [...new Set([...present.filter((label) => !gone.has(label.toLowerCase())), ...(addLabels ?? [])])];
}
