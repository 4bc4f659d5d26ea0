/** Owns making a project or a label in one statement, together with the key of its creation where it has one. */

import type { Kysely } from 'kysely';
import type { Created } from '../../todos/filing-store.ts';
import type { Scope } from '../../todos/scope.ts';
import { runStatement, sqlState } from '../run-statement.ts';
import type { Schema } from '../schema.ts';

/**
 * @param options.columns the row beside its account
 * @param options.value   what a client is answered, now and whenever it sends the same key again
 */
export async function createNamed<T>(
  db: Kysely<Schema>,
  options: {
    readonly scope: Scope;
    readonly table: 'projects' | 'labels';
    readonly columns: Readonly<Record<string, string | number>>;
    readonly value: T;
    readonly now: string;
    readonly keyed?: { readonly key: string; readonly fingerprint: string };
  },
): Promise<Created<T>> {
  const { scope, table, columns, value, now, keyed } = options;
  const entries = Object.entries(columns);
  const names = entries.map(([name]) => name).join(', ');
  const base = [scope.accountId, ...entries.map(([, item]) => item)];
  const row = base.map(
    (_item, index) => `$${index + 1}${index === 0 ? '::uuid' : (casts[entries[index - 1]?.[0] ?? ''] ?? '')}`,
  );
  const insert = `insert into ${table} (account_id, ${names})`;
  try {
    if (keyed === undefined) {
      await runStatement(db, `${insert} values (${row.join(', ')})`, base);
      return { status: 'done', value };
    }
    const next = base.length + 1;
    const text = `
      with claimed as (
        insert into idempotency_keys (account_id, key, fingerprint, answer, created_at)
        values ($1::uuid, $${next}, $${next + 1}, $${next + 2}, $${next + 3}::timestamptz)
        on conflict do nothing returning 1)
      ${insert} select ${row.join(', ')} where exists (select from claimed) returning 1`;
    const rows = await runStatement(db, text, [
      ...base,
      keyed.key,
      keyed.fingerprint,
      JSON.stringify(value),
      now,
    ]);
    if (rows.length > 0) return { status: 'done', value };
  } catch (error) {
    if (sqlState(error) === '23505') return { status: 'name-taken' };
    throw error;
  }
  const [used] = await runStatement<{ fingerprint: string; answer: string }>(
    db,
    'select fingerprint, answer from idempotency_keys where account_id = $1::uuid and key = $2',
    [scope.accountId, keyed.key],
  );
  if (used === undefined) throw new Error('a key that was used is gone at the same moment');
  return { status: 'key-used', ...used };
}

const casts: Readonly<Record<string, string>> = {
  id: '::uuid',
  name: '::text',
  colour: '::text',
  position: '::int',
  created_at: '::timestamptz',
  updated_at: '::timestamptz',
};
