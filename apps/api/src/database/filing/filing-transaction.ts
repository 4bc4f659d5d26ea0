/** Owns changing a project or a label together with its tasks and the record of it: all or nothing. */

import type { Kysely } from 'kysely';
import type { Scope } from '../../todos/scope.ts';
import { runStatement, sqlState } from '../run-statement.ts';
import type { Schema } from '../schema.ts';

export type Run = <Row>(text: string, values: readonly unknown[]) => Promise<readonly Row[]>;

/** Tries of a transaction that another one and it held up; the database ends one of the two. */
const attempts = 4;

/** @param body what it answers is the outcome; where it throws, nothing was done */
export async function filingTransaction<Outcome>(
  db: Kysely<Schema>,
  body: (run: Run) => Promise<Outcome>,
): Promise<Outcome | { readonly status: 'name-taken' }> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db
        .transaction()
        .execute((transaction) => body((text, values) => runStatement(transaction, text, values)));
    } catch (error) {
      if (sqlState(error) === '23505') return { status: 'name-taken' };
      if (sqlState(error) !== '40P01' || attempt === attempts) throw error;
    }
  }
}

/** Takes an activity as undone from now on. @returns false when someone else was quicker */
export async function claimUndo(
  run: Run,
  scope: Scope,
  { undoes, now }: { readonly undoes?: string | undefined; readonly now: string },
): Promise<boolean> {
  if (undoes === undefined) return true;
  const claimed = await run(
    `update activity set undone_at = $3::timestamptz
     where account_id = $1::uuid and id = $2::bigint and undone_at is null returning 1`,
    [scope.accountId, undoes, now],
  );
  return claimed.length > 0;
}
