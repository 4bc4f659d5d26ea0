/** Owns running one statement as it is written, without building it anew for every request. */

import { CompiledQuery, type Kysely } from 'kysely';
import { PooledKysely } from './pooled-kysely.ts';
import type { Schema } from './schema.ts';

/** @returns its rows; what a column holds is for the caller to know */
export async function runStatement<Row>(
  db: Kysely<Schema>,
  text: string,
  values: readonly unknown[],
): Promise<readonly Row[]> {
  const { rows } =
    db instanceof PooledKysely
      ? await db.runOnPool(text, values)
      : await db.executeQuery<Row>(CompiledQuery.raw(text, [...values]));
  return rows as readonly Row[];
}

/** The SQLSTATE of a failure, or an empty text. */
export function sqlState(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** The values of a statement as they come up, each by its place. */
export class Values {
  readonly list: unknown[] = [];

  /** `$1`, `$2` … */
  add(value: unknown): string {
    return `$${this.list.push(value)}`;
  }
}
