/** Owns taking back what was done, whichever of the account's clients did it: all of it or nothing. */

import { planUndo } from '../planning/plan-undo.ts';
import type { Scope } from '../scope.ts';
import { type TaskRecord, toTask } from '../task-record.ts';
import type { TaskParts, UndoOutcome } from '../tasks.ts';
import { undoFiling } from './undo-filing.ts';

/** Changes of others that it bears before it gives up. */
const attempts = 8;

export async function undoActivity(
  parts: TaskParts,
  options: { readonly scope: Scope; readonly activityId: string | null },
): Promise<UndoOutcome> {
  const { scope, activityId } = options;
  const { store, activity } = parts;
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const found = activityId === null ? await activity.latest(scope) : await activity.find(scope, activityId);
    if (found === null) {
      return activityId === null
        ? { status: 'nothing-to-undo', detail: 'There is nothing to undo' }
        : { status: 'not-found' };
    }
    if (found.activity.undoneAt !== null) {
      return { status: 'nothing-to-undo', detail: 'This was undone already' };
    }
    if (!found.isKnown) {
      const detail = 'This was done by a newer version, which alone can take it back; nothing was taken back';
      return { status: 'unknown', detail };
    }
    if (found.filing !== null) {
      const outcome = await undoFiling(parts, { scope, recorded: found, filing: found.filing });
      if (outcome === 'again') continue;
      return outcome;
    }
    const ids = found.changes.flatMap(({ before, after }) => (before ?? after)?.id ?? []);
    const current = new Map((await store.read(scope, ids)).map((record) => [record.id, record]));
    const now = parts.now();
    const plans = found.changes.map((change) =>
      planUndo(change, current.get((change.before ?? change.after)?.id ?? '') ?? null, now),
    );
    const titles = plans.flatMap((plan) => (plan.status === 'conflict' ? [plan.title] : []));
    if (titles.length > 0) return { status: 'conflict', titles };
    const planned = plans.flatMap((plan) => (plan.status === 'planned' ? [plan.change] : []));
    const homes = await homesOf(
      parts,
      scope,
      planned.flatMap(({ after }) => after ?? []),
    );
    const changes = planned
      .filter(({ before, after }) => before !== after)
      .map(({ before, after }) => ({ before, after: after === null ? null : homes(after) }));

    const outcome = await store.commit(scope, {
      kind: 'undone',
      at: now.toString(),
      changes,
      undoes: found.activity.id,
    });
    if (outcome.status === 'committed') {
      const undoneAt = now.toString({ fractionalSecondDigits: 3 });
      return {
        status: 'undone',
        undone: { ...found.activity, undoneAt },
        tasks: planned.flatMap(({ after }) => (after === null ? [] : [toTask(homes(after))])),
        deletedIds: changes.flatMap(({ before, after }) =>
          after === null && before !== null ? [before.id] : [],
        ),
      };
    }
    // Someone changed one of the tasks, or took the same back, in between: look again.
  }
  return { status: 'conflict', titles: [] };
}

/** What comes back to a project that is gone goes to the inbox; labels that are gone are made again. */
async function homesOf(parts: TaskParts, scope: Scope, records: readonly TaskRecord[]) {
  const wanted = [...new Set(records.flatMap(({ projectId }) => projectId ?? []))];
  const existing = wanted.length === 0 ? new Set<string>() : await parts.projects.existing(scope, wanted);
  const labels = [...new Set(records.flatMap((record) => record.labels))];
  if (labels.length > 0) {
    const births = labels.map(() => ({ id: parts.newId(), now: parts.now().toString() }));
    await parts.labels.ensure(scope, labels, births);
  }
  return (record: TaskRecord): TaskRecord =>
    record.projectId === null || existing.has(record.projectId) ? record : { ...record, projectId: null };
}
