/**
 * Owns the migration of an upgrade that is only rehearsed: an image built with a label brings one more change of the
 * tables, of the kind that a released version may bring, so that old and new pods are seen to work side by side on it.
 */

import { type Kysely, sql } from 'kysely';
import type { Migration } from '../migrate.ts';
import type { Schema } from '../schema.ts';

/** @param buildLabel of the image; without one there is nothing to rehearse */
export function rehearsal(buildLabel: string | null): readonly Migration[] {
  return buildLabel === null ? [] : [{ name: `rehearsal-${buildLabel}`, up: addColumn }];
}

/** Takes the lock that every change of a table takes, for as short a time: a column with a default is no rewrite. */
async function addColumn(db: Kysely<Schema>): Promise<void> {
  await sql`alter table tasks add column if not exists rehearsal text default 'none'`.execute(db);
}
