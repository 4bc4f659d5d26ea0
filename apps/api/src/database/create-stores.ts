/** Owns every store of one database, and what is done with several of them as a whole. */

import type { Kysely, Transaction } from 'kysely';
import type { Stores } from '../todos/domain.ts';
import { createActivityStore } from './activity-store.ts';
import { createLabelStore } from './filing/label-store.ts';
import { createProjectStore } from './filing/project-store.ts';
import { sqlState } from './run-statement.ts';
import type { Schema } from './schema.ts';
import { createTaskStore } from './tasks/task-store.ts';

/** Tries of a transaction that another one got in the way of. */
const attempts = 4;

/**
 * 23505: another one made the same meanwhile; 40P01: the two held each other up; 25P02: a store took either for an outcome and
 * went on, which a transaction does not.
 */
const inTheWay: ReadonlySet<string> = new Set(['23505', '40P01', '25P02']);

export function createStores(db: Kysely<Schema>): Stores {
  return {
    ...storesOf(db),
    async together(work) {
      for (let attempt = 1; ; attempt++) {
        try {
          return await db.transaction().execute((transaction) => work(storesWithin(transaction)));
        } catch (error) {
          if (!inTheWay.has(sqlState(error)) || attempt === attempts) throw error;
        }
      }
    },
  };
}

function storesOf(db: Kysely<Schema>): Omit<Stores, 'together'> {
  return {
    tasks: createTaskStore(db),
    projects: createProjectStore(db),
    labels: createLabelStore(db),
    activity: createActivityStore(db),
  };
}

/** What is a whole already goes on in it. */
function storesWithin(transaction: Transaction<Schema>): Stores {
  const stores: Stores = { ...storesOf(transaction), together: (work) => work(stores) };
  return stores;
}
