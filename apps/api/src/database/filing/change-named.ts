/** Owns changing, removing and bringing back a project or a label: its row, its tasks and the record of it, all or nothing. */

import type { Kysely } from 'kysely';
import type { FilingStore } from '../../todos/filing-store.ts';
import type { Filed } from '../../todos/planning/plan-filing-undo.ts';
import type { Scope } from '../../todos/scope.ts';
import { runStatement } from '../run-statement.ts';
import type { Schema } from '../schema.ts';
import { claimUndo, filingTransaction, type Run } from './filing-transaction.ts';
import { castOf, type NamedTable, typeOf } from './named-columns.ts';
import { recordFiling, type TouchTasks } from './record-filing.ts';

/** In what projects and labels differ: their columns, and how tasks are filed under them. */
export type NamedKind<T extends Filed, Column extends keyof T & string> = {
  readonly table: NamedTable;
  /** The row as JSON. */
  readonly json: string;
  /** What of it can be changed. */
  readonly columns: readonly Column[];
  /** Whether a task is filed under it: of its account, with what `filedUnder` tells of it as $2. */
  readonly isFiled: string;
  readonly filedUnder: (value: T) => string;
  /** What a change does to its tasks; absent where it does nothing. */
  readonly afterChange?: (before: T, after: T) => TouchTasks | undefined;
  readonly beforeRemoval: (value: T) => TouchTasks;
  readonly afterReturn: (value: T) => TouchTasks;
};

export function changeNamed<T extends Filed, Column extends keyof T & string>(
  db: Kysely<Schema>,
  kind: NamedKind<T, Column>,
): Pick<
  FilingStore<T, never, { readonly [Key in Column]?: T[Key] | undefined }>,
  'find' | 'change' | 'remove' | 'restore'
> {
  const { table, json, columns } = kind;
  const type = typeOf[table];
  const own = 'account_id = $1::uuid and id = $2::uuid';
  const select = `select ${json} as json from ${table} where ${own}`;

  async function read(run: Run, text: string, values: readonly unknown[]): Promise<T | null> {
    const [row] = await run<{ json: string }>(text, values);
    return row === undefined ? null : (JSON.parse(row.json) as T);
  }
  const lock = (run: Run, { accountId }: Scope, id: string) =>
    read(run, `${select} for update`, [accountId, id]);
  const isStale = (value: T, expected: number | null) => expected !== null && value.version !== expected;

  return {
    find: ({ accountId }, id) =>
      read((text, values) => runStatement(db, text, values), select, [accountId, id]),

    change: (scope, changes, { id, now, expected, undoes }) =>
      filingTransaction(db, async (run) => {
        const before = await lock(run, scope, id);
        if (before === null) return { status: 'not-found' };
        if (isStale(before, expected)) return { status: 'stale' };
        if (!(await claimUndo(run, scope, { undoes, now }))) return { status: 'stale' };
        const wanted = columns.map((column) => changes[column] ?? before[column]);
        const isSame = columns.every((column, index) => wanted[index] === before[column]);
        if (isSame && undoes === undefined) return { status: 'done', value: before, activityId: null };
        const sets = columns.map((column, index) => `${column} = $${index + 4}${castOf(column)}`);
        const after = await read(
          run,
          `update ${table} set updated_at = $3::timestamptz, version = version + 1, ${sets.join(', ')}
           where ${own} returning ${json} as json`,
          [scope.accountId, id, now, ...wanted],
        );
        if (after === null) throw new Error('a locked row is gone');
        const activityId = await recordFiling(run, {
          scope,
          now,
          kind: 'updated',
          change: { type, before, after },
          undoes,
          touch: kind.afterChange?.(before, after),
        });
        return { status: 'done', value: after, activityId };
      }),

    remove: (scope, { id, now, expected, undoes }) =>
      filingTransaction(db, async (run) => {
        const before = await lock(run, scope, id);
        if (before === null) return { status: 'not-found' };
        if (isStale(before, expected)) return { status: 'stale' };
        if (undoes !== undefined) {
          const text = `select 1 from tasks where account_id = $1::uuid and ${kind.isFiled} limit 1`;
          if ((await run(text, [scope.accountId, kind.filedUnder(before)])).length > 0)
            return { status: 'in-use' };
          if (!(await claimUndo(run, scope, { undoes, now }))) return { status: 'stale' };
        }
        const activityId = await recordFiling(run, {
          scope,
          now,
          kind: 'deleted',
          change: { type, before, after: null },
          undoes,
          touch: kind.beforeRemoval(before),
          keeps: true,
        });
        await run(`delete from ${table} where ${own}`, [scope.accountId, id]);
        return { status: 'done', value: null, activityId };
      }),

    restore: (scope, value, { now, undoes }) =>
      filingTransaction(db, async (run) => {
        if (!(await claimUndo(run, scope, { undoes, now }))) return { status: 'stale' };
        const after = { ...value, updatedAt: now, version: value.version + 1 };
        const places = columns.map((column, index) => `$${index + 6}${castOf(column)}`);
        await run(
          `insert into ${table} (account_id, id, created_at, updated_at, version, ${columns.join(', ')})
           values ($1::uuid, $2::uuid, $3::timestamptz, $4::timestamptz, $5::int, ${places.join(', ')})`,
          [
            scope.accountId,
            after.id,
            after.createdAt,
            now,
            after.version,
            ...columns.map((column) => after[column]),
          ],
        );
        const activityId = await recordFiling(run, {
          scope,
          now,
          kind: 'created',
          change: { type, before: null, after },
          undoes,
          touch: kind.afterReturn(after),
        });
        return { status: 'done', value: after, activityId };
      }),
  };
}
