/** Owns taking back what was done to a project or a label, with what became of its tasks. */

import type { Label, Project } from '@todo-chatbot/contracts';
import type { RecordedActivity } from '../activity-store.ts';
import type { FilingStore, Revision, Stored } from '../filing-store.ts';
import { type Filed, type FilingChange, planFilingUndo } from '../planning/plan-filing-undo.ts';
import type { Scope } from '../scope.ts';
import type { TaskParts, UndoOutcome } from '../tasks.ts';

type AnyStore = FilingStore<Filed, never, Partial<Filed>>;

/** @returns 'again' when someone was quicker: it must be looked at anew */
export async function undoFiling(
  parts: TaskParts,
  options: {
    readonly scope: Scope;
    readonly recorded: RecordedActivity;
    readonly filing: FilingChange;
  },
): Promise<UndoOutcome | 'again'> {
  const { scope, filing } = options;
  const { activity } = options.recorded;
  const store = (filing.type === 'project' ? parts.projects : parts.labels) as unknown as AnyStore;
  const now = parts.now().toString({ fractionalSecondDigits: 3 });
  const id = (filing.before ?? filing.after)?.id;
  const plan = planFilingUndo(filing, id === undefined ? null : await store.find(scope, id));
  const undoes = activity.id;
  const revision = (of: { readonly id: string; readonly version: number }): Revision => ({
    id: of.id,
    now,
    expected: of.version,
    undoes,
  });

  switch (plan.status) {
    case 'conflict':
      return { status: 'conflict', titles: [plan.name] };
    case 'nothing-left': {
      const outcome = await parts.store.commit(scope, { kind: 'undone', at: now, changes: [], undoes });
      return outcome.status === 'committed' ? undone() : 'again';
    }
    case 'restore':
      return answer(await store.restore(scope, plan.value, { now, undoes }), plan.value.name);
    case 'remove':
      return answer(await store.remove(scope, revision(plan)), activity.subject?.name ?? '');
    case 'change':
      return answer(await store.change(scope, plan.changes, revision(plan)), plan.changes.name ?? '');
  }

  function answer(outcome: Stored<Project | Label | Filed | null>, name: string): UndoOutcome | 'again' {
    switch (outcome.status) {
      case 'done':
        return undone();
      case 'not-found':
      case 'stale':
        return 'again';
      case 'name-taken':
        return {
          status: 'conflict',
          titles: [name],
          detail: `There is another ${filing.type} “${name}” now`,
        };
      case 'in-use':
        return { status: 'conflict', titles: [name], detail: `There are tasks in “${name}” now` };
    }
  }

  function undone(): UndoOutcome {
    return { status: 'undone', undone: { ...activity, undoneAt: now }, tasks: [], deletedIds: [] };
  }
}
