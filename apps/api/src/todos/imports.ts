/** Owns taking a file's projects, labels and tasks into an account: telling what that would do, and doing all of it or nothing. */

import type { TransferDocument } from '@todo-chatbot/contracts';
import type { Stores } from './domain.ts';
import { createFiling } from './filing.ts';
import { importTasks, refusedTasks } from './operations/import-tasks.ts';
import type { Refusal } from './planning/plan.ts';
import type { Scope } from './scope.ts';

export type ImportContent = Pick<TransferDocument, 'projects' | 'labels' | 'tasks'>;

export type ImportPlan = {
  /** Names that are not there yet, each once, as they would be made. */
  readonly newProjects: readonly string[];
  readonly newLabels: readonly string[];
  /** Tasks that cannot be, each by its place; with any of them nothing can be imported. */
  readonly refusals: readonly (Refusal & { readonly index: number })[];
};

export type Imports = {
  /** What `run` would do; writes nothing. */
  plan(scope: Scope, content: ImportContent): Promise<ImportPlan>;
  /** Projects, labels and tasks in one transaction, the tasks as one activity; `null` when there are none. */
  run(
    scope: Scope,
    content: ImportContent,
  ): Promise<{ readonly imported: number; readonly activityId: string | null }>;
};

export function createImports(parts: {
  readonly stores: Stores;
  readonly now: () => Temporal.Instant;
  readonly newId: () => string;
}): Imports {
  const { now, newId } = parts;
  return {
    async plan(scope, content) {
      const { projects, labels } = await missing(parts.stores, scope, content);
      return {
        newProjects: projects,
        newLabels: labels,
        refusals: refusedTasks(parts, scope, content.tasks),
      };
    },

    run: (scope, content) =>
      parts.stores.together(async (stores) => {
        // Made first, with their colours; those that are there keep theirs.
        const absent = await missing(stores, scope, content);
        const projects = createFiling({ store: stores.projects, now, newId });
        const labels = createFiling({ store: stores.labels, now, newId });
        for (const project of content.projects)
          if (absent.projects.includes(project.name)) await projects.add(scope, project);
        for (const label of content.labels)
          if (absent.labels.includes(label.name)) await labels.add(scope, label);
        if (content.tasks.length === 0) {
          // Read once more: where another one made the same meanwhile this fails, and all of it is tried again.
          await missing(stores, scope, content);
          return { imported: 0, activityId: null };
        }
        const { tasks: store, activity } = stores;
        const outcome = await importTasks(
          { store, activity, projects: stores.projects, labels: stores.labels, now, newId },
          scope,
          content.tasks,
        );
        // Thrown, so that what was made for it goes with it. The plan has no refusals, and an import no key.
        if (outcome.status !== 'added') throw new Error(`an import was not added: ${outcome.status}`);
        return { imported: outcome.tasks.length, activityId: outcome.activityId };
      }),
  };
}

/** Of what the content names, by itself or by its tasks. */
async function missing(stores: Pick<Stores, 'projects' | 'labels'>, scope: Scope, content: ImportContent) {
  const { tasks } = content;
  const projects = [
    ...content.projects.map(({ name }) => name),
    ...tasks.flatMap(({ project }) => project ?? []),
  ];
  const labels = [...content.labels.map(({ name }) => name), ...tasks.flatMap((task) => task.labels)];
  return {
    projects: absentFrom(await stores.projects.list(scope), projects),
    labels: absentFrom(await stores.labels.list(scope), labels),
  };
}

/** Names are the same whatever the case of their letters; the first spelling counts. */
function absentFrom(
  there: readonly { readonly name: string }[],
  wanted: readonly string[],
): readonly string[] {
  const known = new Set(there.map(({ name }) => name.toLowerCase()));
  return wanted.filter((name) => known.size !== known.add(name.toLowerCase()).size);
}
