/** Keeps the record of what was done in PostgreSQL or PGlite. Written together with the changes themselves: see `tasks/commit-statement.ts`. */

import type { Activity } from '@todo-chatbot/contracts';
import type { Kysely } from 'kysely';
import type { ActivityStore, RecordedActivity } from '../todos/activity-store.ts';
import { isKnownActivity } from '../todos/planning/known-activity.ts';
import type { FilingChange } from '../todos/planning/plan-filing-undo.ts';
import type { Change } from '../todos/planning/plan-undo.ts';
import { runStatement, Values } from './run-statement.ts';
import type { Schema } from './schema.ts';

const instant = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const activityJson = `json_build_object(
  'id', a.id::text, 'kind', a.kind, 'client', a.client, 'at', ${instant('a.at')},
  'tasks', (
    select coalesce(json_agg(json_build_object(
      'id', coalesce(c->'after'->>'id', c->'before'->>'id'),
      'title', coalesce(c->'after'->>'title', c->'before'->>'title')) order by place), '[]')
    from jsonb_array_elements(a.changes) with ordinality as e(c, place)),
  'subject', case when a.filing is not null then json_build_object(
    'type', a.filing->>'type',
    'id', coalesce(a.filing->'after'->>'id', a.filing->'before'->>'id'),
    'name', coalesce(a.filing->'after'->>'name', a.filing->'before'->>'name'),
    'taskCount', (a.filing->>'taskCount')::int) end,
  'undoneAt', ${instant('a.undone_at')}, 'undoes', a.undoes::text)::text`;

/** Of the table, as this version writes it: what a newer one adds is noticed. */
const knownColumns = "'{id, account_id, kind, client, at, changes, filing, undone_at, undoes}'::text[]";

export function createActivityStore(db: Kysely<Schema>): ActivityStore {
  const run = <Row>(text: string, values: readonly unknown[]) => runStatement<Row>(db, text, values);

  async function one(condition: string, values: readonly unknown[]): Promise<RecordedActivity | null> {
    const [row] = await run<{ json: string; changes: string; filing: string | null; unknown: string[] }>(
      `select ${activityJson} as json, a.changes::text as changes, (a.filing - 'tasks')::text as filing,
         array(select jsonb_object_keys(jsonb_strip_nulls(to_jsonb(a) - ${knownColumns}))) as unknown
       from activity a
       where a.account_id = $1::uuid and ${condition} order by a.id desc limit 1`,
      values,
    );
    if (row === undefined) return null;
    const activity = JSON.parse(row.json) as Activity;
    const changes = JSON.parse(row.changes) as Change[];
    const filing = row.filing === null ? null : (JSON.parse(row.filing) as FilingChange);
    const { kind } = activity;
    return {
      activity,
      changes,
      filing,
      isKnown: isKnownActivity({ kind, changes, filing, unknownColumns: row.unknown }),
    };
  }

  return {
    async page(scope, query) {
      const values = new Values();
      const conditions = [`a.account_id = ${values.add(scope.accountId)}::uuid`];
      if (query.kind !== null) conditions.push(`a.kind = ${values.add(query.kind)}`);
      if (query.from !== null) conditions.push(`a.at >= ${values.add(query.from)}::timestamptz`);
      if (query.to !== null) conditions.push(`a.at < ${values.add(query.to)}::timestamptz`);
      if (query.before !== null) conditions.push(`a.id < ${values.add(query.before)}::bigint`);
      const text = `select ${activityJson} as json from activity a where ${conditions.join(' and ')}
        order by a.id desc limit ${values.add(query.limit)}::int`;
      return (await run<{ json: string }>(text, values.list)).map(({ json }) => JSON.parse(json) as Activity);
    },
    find: (scope, id) => one('a.id = $2::bigint', [scope.accountId, id]),
    latest: (scope) => one(`a.undone_at is null and a.kind <> 'undone'`, [scope.accountId]),
  };
}
