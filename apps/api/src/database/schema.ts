/** Owns the tables as Kysely sees them. */

import type { Generated } from 'kysely';

/** Tables whose statements are written out (tasks, projects, labels, activity, keys) are not described here. */
export type Schema = {
  schema_migrations: { name: string; applied_at: Generated<Date> };
};
