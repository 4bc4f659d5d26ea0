/** Owns changing and deleting tasks: read, plan, and commit if nobody was quicker; otherwise again. */

import type { ActivityKind, TaskChanges } from '@todo-chatbot/contracts';
import type { PlanContext, Refusal, ResolvedChanges } from '../planning/plan.ts';
import { planChange } from '../planning/plan-change.ts';
import type { Change } from '../planning/plan-undo.ts';
import type { Scope } from '../scope.ts';
import { type TaskRecord, toTask } from '../task-record.ts';
import type { ChangeOutcome, TaskParts } from '../tasks.ts';
import { resolveFiling } from './resolve-filing.ts';

export type TaskAction =
  | { readonly action: 'update'; readonly changes: TaskChanges }
  | { readonly action: 'delete' };

/** Changes of others that one change bears before it gives up; each attempt sees a newer state. */
const attempts = 8;

export async function changeTasks(
  parts: TaskParts,
  options: {
    readonly scope: Scope;
    readonly ids: readonly string[];
    readonly action: TaskAction;
    /** The version that each must be at; null when any will do. */
    readonly expected: number | null;
  },
): Promise<ChangeOutcome> {
  const { scope, action, expected } = options;
  const ids = options.ids.map((id) => id.toLowerCase());
  const changes = action.action === 'update' ? await resolveFiling(parts, scope, action.changes) : null;

  for (let attempt = 1; attempt <= attempts; attempt++) {
    const now = parts.now();
    const context = { now, timeZone: scope.timeZone, newId: parts.newId };
    const found = new Map((await parts.store.read(scope, ids)).map((record) => [record.id, record]));
    const missing = ids.filter((id) => !found.has(id));
    if (missing.length > 0) return { status: 'not-found', ids: missing };
    const records = ids.flatMap((id) => found.get(id) ?? []);
    if (expected !== null && records.some(({ version }) => version !== expected)) return { status: 'stale' };

    const planned = plan(records, changes, context);
    if ('status' in planned) return planned;
    const effective = planned.filter(({ before, after }) => before !== after);
    const tasks = planned.flatMap(({ before, after }) => after ?? before ?? []).map(toTask);
    if (effective.length === 0) return { status: 'changed', tasks, activityId: null };
    const outcome = await parts.store.commit(scope, {
      kind: kindOf(action, records),
      at: now.toString(),
      changes: effective,
    });
    switch (outcome.status) {
      case 'committed':
        return { status: 'changed', tasks, activityId: outcome.activityId };
      case 'no-such-project':
        return { status: 'refused', pointer: '/projectId', detail: 'There is no project with this id' };
      case 'key-used':
        throw new Error('a change has no key');
      case 'stale':
        if (expected !== null) return { status: 'stale' };
    }
  }
  return { status: 'stale' };
}

function plan(
  records: readonly TaskRecord[],
  changes: ResolvedChanges | null,
  context: PlanContext,
): readonly Change[] | Refusal {
  if (changes === null) return records.map((before) => ({ before, after: null }));
  const planned: Change[] = [];
  for (const before of records) {
    const outcome = planChange(before, changes, context);
    if (outcome.status === 'refused') return outcome;
    planned.push({ before, after: outcome.record });
  }
  return planned;
}

/** What a person would call it: a change of nothing but "completed" is a completion or a reopening. */
function kindOf(action: TaskAction, records: readonly TaskRecord[]): ActivityKind {
  if (action.action === 'delete') return 'deleted';
  const { completed } = action.changes;
  if (completed === true && records.some((record) => !record.completed)) return 'completed';
  if (completed === false && Object.keys(action.changes).length === 1) return 'reopened';
  return 'updated';
}
