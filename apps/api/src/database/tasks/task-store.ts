/** Keeps tasks in PostgreSQL or PGlite. */

import type { TaskCounts } from '@todo-chatbot/contracts';
import type { Kysely } from 'kysely';
import type { Scope } from '../../todos/scope.ts';
import { searchableText } from '../../todos/search-words.ts';
import { type TaskPageQuery, writeCursor } from '../../todos/task-page-query.ts';
import type { TaskRecord } from '../../todos/task-record.ts';
import type { ChangeSet, TaskStore } from '../../todos/task-store.ts';
import { runStatement, sqlState } from '../run-statement.ts';
import type { Schema } from '../schema.ts';
import { type CommitShape, commitStatement, commitValues } from './commit-statement.ts';
import { completeStatement } from './complete-statement.ts';
import { countsStatement } from './counts-statement.ts';
import { type PageRow, type PageWay, pageStatement, pageWays } from './page-statement.ts';
import { recordJson } from './task-json.ts';

const readStatement = `select ${recordJson('t')} as json from tasks t where t.account_id = $1::uuid and t.id = any($2::uuid[])`;

const spellingStatement =
  'select name from labels where account_id = $1::uuid and lower(name) = lower($2::text)';

const keyStatement = `select fingerprint, answer from idempotency_keys where account_id = $1::uuid and key = $2`;

/** 22012: the statement's own sign that a task has changed since; 23505: it is there already; 40P01: two sets held each other up. */
const staleStates: ReadonlySet<string> = new Set(['22012', '23505', '40P01']);

export function createTaskStore(db: Kysely<Schema>): TaskStore {
  /** One text for each shape: a name of the driver is found by it, and to make and hash it anew costs more than the search. */
  const commitTexts = new Map<string, string>();
  const commitText = (shape: CommitShape): string => {
    const key = Object.values(shape).join();
    const text = commitTexts.get(key) ?? commitStatement(shape);
    commitTexts.set(key, text);
    return text;
  };
  const run = <Row>(text: string, values: readonly unknown[]) => runStatement<Row>(db, text, values);

  async function runPage(scope: Scope, query: TaskPageQuery, way: PageWay): Promise<PageRow> {
    const { text, values } = pageStatement(scope, query, { way });
    const [row] = await run<PageRow>(text, values);
    if (row === undefined) throw new Error('an aggregate without a row');
    return row;
  }

  async function completePage(scope: Scope, query: TaskPageQuery): Promise<PageRow> {
    for (const way of pageWays(query)) {
      const row = await runPage(scope, query, way);
      if (row.complete) return row;
    }
    throw new Error('no way led to a complete page');
  }

  /** Labels are spelt in one way per account; a client may spell them in another. */
  async function spelling(scope: Scope, label: string): Promise<string> {
    return (await run<{ name: string }>(spellingStatement, [scope.accountId, label]))[0]?.name ?? label;
  }

  return {
    async page(scope, query) {
      const spelt = query.label === null ? query : { ...query, label: await spelling(scope, query.label) };
      const row = await completePage(scope, spelt);
      const more = row.found > query.limit && row.last_value !== null && row.last_number !== null;
      const nextCursor = more ? writeCursor(query.sort, row.last_value ?? '', row.last_number ?? '') : null;
      return { tasks: `[${row.tasks}]`, nextCursor };
    },

    async counts(scope, today) {
      const values = [scope.accountId, today.date, today.from, today.to, today.now];
      const [row] = await run<{ counts: string }>(countsStatement, values);
      return JSON.parse(row?.counts ?? '') as TaskCounts;
    },

    async read(scope, ids) {
      const rows = await run<{ json: string }>(readStatement, [scope.accountId, ids]);
      return rows.map(({ json }) => JSON.parse(json) as TaskRecord);
    },

    async completeOnce(scope, id, at) {
      const values = [scope.accountId, id, at, scope.client];
      const [row] = await run<{ json: string; activity_id: string }>(completeStatement, values);
      return row === undefined
        ? null
        : { record: JSON.parse(row.json) as TaskRecord, activityId: row.activity_id };
    },

    async commit(scope, changeSet, keyed) {
      const { shape, values } = describe(changeSet, keyed !== undefined);
      try {
        const [row] = await run<{ activity_id: string | null }>(
          commitText(shape),
          commitValues({
            ...values,
            shape,
            base: [
              scope.accountId,
              changeSet.kind,
              scope.client,
              changeSet.at,
              JSON.stringify(changeSet.changes),
              changeSet.changes.length,
            ],
            keyed: keyed === undefined ? null : [keyed.key, keyed.fingerprint, keyed.answer],
          }),
        );
        if (row?.activity_id != null) return { status: 'committed', activityId: row.activity_id };
      } catch (error) {
        if (staleStates.has(sqlState(error))) return { status: 'stale' };
        if (sqlState(error) === '23503') return { status: 'no-such-project' };
        throw error;
      }
      const [used] = await run<{ fingerprint: string; answer: string }>(keyStatement, [
        scope.accountId,
        keyed?.key,
      ]);
      // Gone between the two statements: as good as never used, so the caller may try again.
      return used === undefined ? { status: 'stale' } : { status: 'key-used', ...used };
    },
  };
}

function describe(changeSet: ChangeSet, keyed: boolean) {
  const inserts: unknown[] = [];
  const updates: unknown[] = [];
  const deletes: unknown[] = [];
  for (const { before, after } of changeSet.changes) {
    if (after === null) {
      if (before !== null) deletes.push({ id: before.id, expected: before.version });
    } else if (before === null) inserts.push(asRow(after));
    else updates.push({ ...asRow(after), expected: before.version });
  }
  const shape: CommitShape = {
    inserts: inserts.length > 0,
    updates: updates.length > 0,
    deletes: deletes.length > 0,
    keyed,
    undoes: changeSet.undoes !== undefined,
  };
  const values = {
    inserts: JSON.stringify(inserts),
    updates: JSON.stringify(updates),
    deletes: JSON.stringify(deletes),
    undoes: changeSet.undoes ?? null,
  };
  return { shape, values };
}

function asRow(record: TaskRecord) {
  return { ...record, words: searchableText(record) };
}
