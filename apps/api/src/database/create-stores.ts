/** Owns every store of one database. */

import type { Kysely } from 'kysely';
import type { Stores } from '../todos/domain.ts';
import { createActivityStore } from './activity-store.ts';
import { createLabelStore } from './filing/label-store.ts';
import { createProjectStore } from './filing/project-store.ts';
import type { Schema } from './schema.ts';
import { createTaskStore } from './tasks/task-store.ts';

export function createStores(db: Kysely<Schema>): Stores {
  return {
    tasks: createTaskStore(db),
    projects: createProjectStore(db),
    labels: createLabelStore(db),
    activity: createActivityStore(db),
  };
}
