/** Owns recording what was done to a project or a label, in the same statement that changes its tasks. */

import type { ActivityKind } from '@todo-chatbot/contracts';
import type { FilingChange } from '../../todos/planning/plan-filing-undo.ts';
import type { Scope } from '../../todos/scope.ts';
import type { Run } from './filing-transaction.ts';

/**
 * Changes tasks and returns `id` and `place` of each. It may use $1 account, $4 when, $8 the activity that is taken back;
 * its own values begin at $10.
 */
export type TouchTasks = { readonly text: string; readonly values: readonly unknown[] };

const touchNone: TouchTasks = { text: 'select null::uuid as id, 0 as place where false', values: [] };

/**
 * @param options.kind  of the change; what takes another one back is recorded as `undone`
 * @param options.keeps whether taking it back has to know which tasks they were; else their number is enough
 * @returns the id of the activity
 */
export async function recordFiling(
  run: Run,
  options: {
    readonly scope: Scope;
    readonly now: string;
    readonly kind: Extract<ActivityKind, 'created' | 'updated' | 'deleted'>;
    readonly change: FilingChange;
    readonly undoes?: string | undefined;
    readonly touch?: TouchTasks | undefined;
    readonly keeps?: boolean;
  },
): Promise<string> {
  const { scope, now, kind, change, undoes, touch = touchNone, keeps = false } = options;
  const text = `
    with touched as (${touch.text})
    insert into activity (account_id, kind, client, at, changes, filing, undoes)
    select $1::uuid, $2::text, $3::text, $4::timestamptz, '[]', jsonb_build_object(
      'type', $5::text, 'before', $6::jsonb, 'after', $7::jsonb,
      'taskCount', (select count(*) from touched),
      'tasks', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'place', place)), '[]') from touched where $9::boolean)
    ), $8::bigint
    returning id::text as id`;
  const [row] = await run<{ id: string }>(text, [
    scope.accountId,
    undoes === undefined ? kind : 'undone',
    scope.client,
    now,
    change.type,
    change.before === null ? null : JSON.stringify(change.before),
    change.after === null ? null : JSON.stringify(change.after),
    undoes ?? null,
    keeps,
    ...touch.values,
  ]);
  if (row === undefined) throw new Error('an insert without its row');
  return row.id;
}

/** The tasks that a removal touched, as it was recorded; for `TouchTasks` of what takes it back. */
export const recordedTasks = `
  activity a, jsonb_to_recordset(a.filing->'tasks') as g(id uuid, place integer)
  where a.account_id = $1::uuid and a.id = $8::bigint and t.account_id = $1::uuid and t.id = g.id`;
