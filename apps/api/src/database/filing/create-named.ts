/** Owns making a project or a label in one statement, together with the record of it and the key of its creation where it has one. */

import type { Kysely } from 'kysely';
import type { Created } from '../../todos/filing-store.ts';
import type { Scope } from '../../todos/scope.ts';
import { runStatement, sqlState } from '../run-statement.ts';
import type { Schema } from '../schema.ts';
import { castOf, type NamedTable, typeOf } from './named-columns.ts';

/**
 * @param options.columns the row beside its account
 * @param options.value   what a client is answered, now and whenever it sends the same key again
 */
export async function createNamed<T>(
  db: Kysely<Schema>,
  options: {
    readonly scope: Scope;
    readonly table: NamedTable;
    readonly columns: Readonly<Record<string, string | number>>;
    readonly value: T;
    readonly now: string;
    /** False for what comes along with a task: it is not an action of its own. */
    readonly isRecorded: boolean;
    readonly keyed?: { readonly key: string; readonly fingerprint: string };
  },
): Promise<Created<T>> {
  const { scope, table, columns, value, now, isRecorded, keyed } = options;
  const entries = Object.entries(columns);
  const names = entries.map(([name]) => name).join(', ');
  const base = [scope.accountId, ...entries.map(([, item]) => item)];
  const row = base.map(
    (_item, index) => `$${index + 1}${index === 0 ? '::uuid' : castOf(entries[index - 1]?.[0] ?? '')}`,
  );
  const values: unknown[] = [...base];
  const place = (item: unknown) => `$${values.push(item)}`;
  const when = () => `${place(now)}::timestamptz`;
  const parts: string[] = [];
  if (keyed !== undefined)
    parts.push(`claimed as (
      insert into idempotency_keys (account_id, key, fingerprint, answer, created_at)
      values ($1::uuid, ${place(keyed.key)}, ${place(keyed.fingerprint)}, ${place(JSON.stringify(value))}, ${when()})
      on conflict do nothing returning 1)`);
  parts.push(`made as (
    insert into ${table} (account_id, ${names})
    select ${row.join(', ')} ${keyed === undefined ? '' : 'where exists (select from claimed)'}
    returning 1)`);
  if (isRecorded) {
    parts.push(`recorded as (
      insert into activity (account_id, kind, client, at, changes, filing)
      select $1::uuid, 'created', ${place(scope.client)}::text, ${when()}, '[]', jsonb_build_object(
        'type', '${typeOf[table]}', 'before', null, 'after', ${place(JSON.stringify(value))}::jsonb, 'taskCount', 0, 'tasks', '[]'::jsonb)
      from made
      returning id)`);
  }
  const activity = isRecorded ? '(select id::text from recorded)' : 'null';
  try {
    const text = `with ${parts.join(', ')} select ${activity} as activity_id from made`;
    const [made] = await runStatement<{ activity_id: string | null }>(db, text, values);
    if (made !== undefined) return { status: 'done', value, activityId: made.activity_id };
  } catch (error) {
    if (sqlState(error) === '23505') return { status: 'name-taken' };
    throw error;
  }
  if (keyed === undefined) throw new Error('an insert without its row');
  const [used] = await runStatement<{ fingerprint: string; answer: string }>(
    db,
    'select fingerprint, answer from idempotency_keys where account_id = $1::uuid and key = $2',
    [scope.accountId, keyed.key],
  );
  if (used === undefined) throw new Error('a key that was used is gone at the same moment');
  return { status: 'key-used', ...used };
}
