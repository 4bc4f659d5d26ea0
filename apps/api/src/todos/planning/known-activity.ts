/**
 * Owns whether this version knows all that an activity did. Pure. What is recorded by a newer version, as beside this one
 * during a rolling update or before a rollback, may hold more than this one can bring back: to take back the part that it
 * knows would mark the whole as undone and lose the rest for good, so it refuses.
 *
 * A newer version is recognised by what it must add to say something new: a column of the record, a kind, a type of subject,
 * or a member of a change or of a task. New columns therefore have to be null wherever they say nothing.
 */

import { activityKinds, activitySubject, project, task } from '@todo-chatbot/contracts';

/** An activity as it was read, before anything of it is believed. */
export type ReadActivity = {
  readonly kind: string;
  readonly changes: readonly object[];
  readonly filing: object | null;
  /** Columns of the record that this version does not know, where they say something. */
  readonly unknownColumns: readonly string[];
};

export function isKnownActivity({ kind, changes, filing, unknownColumns }: ReadActivity): boolean {
  return (
    unknownColumns.length === 0 &&
    activityKinds.some((known) => known === kind) &&
    (filing === null || isKnownFiling(filing)) &&
    changes.every(isKnownChange)
  );
}

const subjectTypes = activitySubject.shape.type.options;
const filingMembers = new Set(['type', 'before', 'after', 'taskCount', 'tasks']);
const filedMembers = new Set(Object.keys(project.shape));
const changeMembers = new Set(['before', 'after']);
/** As the domain keeps it: see `TaskRecord`. */
const taskMembers = new Set([...Object.keys(task.shape), 'number', 'dueLocal']);

type Pair = { readonly before?: object | null; readonly after?: object | null };

function isKnownFiling(filing: Pair & { readonly type?: unknown }): boolean {
  const { type, before, after } = filing;
  return (
    subjectTypes.some((known) => known === type) &&
    hasOnly(filing, filingMembers) &&
    [before, after].every((filed) => filed == null || hasOnly(filed, filedMembers))
  );
}

function isKnownChange(change: Pair): boolean {
  const { before, after } = change;
  return (
    hasOnly(change, changeMembers) &&
    [before, after].every((task) => task == null || hasOnly(task, taskMembers))
  );
}

const hasOnly = (value: object, known: ReadonlySet<string>): boolean =>
  Object.entries(value).every(([member, said]) => known.has(member) || saysNothing(said));

const saysNothing = (value: unknown): boolean =>
  value === null || value === false || (Array.isArray(value) && value.length === 0);
