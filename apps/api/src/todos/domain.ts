/** Owns the parts of the domain as the ways in receive them. */

import type { ActivityStore } from './activity-store.ts';
import { createFiling, type Labels, type Projects } from './filing.ts';
import type { LabelStore, ProjectStore } from './filing-store.ts';
import { createHistory, type History } from './history.ts';
import { createImports, type Imports } from './imports.ts';
import type { TaskStore } from './task-store.ts';
import { createTasks, type Tasks } from './tasks.ts';

export type Domain = {
  readonly tasks: Tasks;
  readonly projects: Projects;
  readonly labels: Labels;
  readonly history: History;
  readonly imports: Imports;
};

export type Stores = {
  readonly tasks: TaskStore;
  readonly projects: ProjectStore;
  readonly labels: LabelStore;
  readonly activity: ActivityStore;
  /** What `work` does with the stores that it is given happens as a whole, or, where it throws, not at all. */
  together<Outcome>(work: (stores: Stores) => Promise<Outcome>): Promise<Outcome>;
};

export function createDomain(options: {
  readonly stores: Stores;
  readonly now: () => Temporal.Instant;
  /** A new UUID. */
  readonly newId: () => string;
}): Domain {
  const { stores, now, newId } = options;
  const { projects, labels, activity } = stores;
  return {
    tasks: createTasks({ store: stores.tasks, projects, labels, activity, now, newId }),
    projects: createFiling({ store: projects, now, newId }),
    labels: createFiling({ store: labels, now, newId }),
    history: createHistory(activity),
    imports: createImports({ stores, now, newId }),
  };
}
