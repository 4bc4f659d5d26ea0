/** Keeps labels in PostgreSQL or PGlite. Tasks carry their names, so a new name and a removal go through the tasks too. */

import type { Label } from '@todo-chatbot/contracts';
import type { Kysely } from 'kysely';
import { defaultColour, type LabelStore } from '../../todos/filing-store.ts';
import type { Scope } from '../../todos/scope.ts';
import { runStatement } from '../run-statement.ts';
import type { Schema } from '../schema.ts';
import { createNamed } from './create-named.ts';
import { claimUndo, filingTransaction, type Run } from './filing-transaction.ts';
import { labelJson } from './named-json.ts';
import { recordedTasks, recordFiling, type TouchTasks } from './record-filing.ts';

type Row = { readonly json: string };

export function createLabelStore(db: Kysely<Schema>): LabelStore {
  const run = <R>(text: string, values: readonly unknown[]) => runStatement<R>(db, text, values);
  const parse = ({ json }: Row) => JSON.parse(json) as Label;

  return {
    async list(scope) {
      const text = `select ${labelJson} as json from labels where account_id = $1::uuid order by lower(name), id`;
      return (await run<Row>(text, [scope.accountId])).map(parse);
    },

    async find(scope, id) {
      const text = `select ${labelJson} as json from labels where account_id = $1::uuid and id = $2::uuid`;
      const [row] = await run<Row>(text, [scope.accountId, id]);
      return row === undefined ? null : parse(row);
    },

    async create(scope, { name, colour }, { id, now }, keyed) {
      return await createNamed<Label>(db, {
        scope,
        table: 'labels',
        columns: { id, name, colour, created_at: now, updated_at: now },
        value: { id, name, colour, createdAt: now, updatedAt: now, version: 1 },
        now,
        isRecorded: true,
        ...(keyed !== undefined && { keyed }),
      });
    },

    change: (scope, changes, { id, now, expected, undoes }) =>
      filingTransaction(db, async (run) => {
        const before = await lock(run, scope, id);
        if (before === null) return { status: 'not-found' };
        if (expected !== null && before.version !== expected) return { status: 'stale' };
        if (!(await claimUndo(run, scope, { undoes, now }))) return { status: 'stale' };
        const { name = before.name, colour = before.colour } = changes;
        const isSame = name === before.name && colour === before.colour;
        if (isSame && undoes === undefined) return { status: 'done', value: before, activityId: null };
        const [row] = await run<Row>(
          `update labels set name = $3, colour = $4, updated_at = $5::timestamptz, version = version + 1
           where account_id = $1::uuid and id = $2::uuid
           returning ${labelJson} as json`,
          [scope.accountId, id, name, colour, now],
        );
        if (row === undefined) throw new Error('a locked row is gone');
        const after = parse(row);
        const activityId = await recordFiling(run, {
          scope,
          now,
          kind: 'updated',
          change: { type: 'label', before, after },
          undoes,
          touch: name === before.name ? undefined : renaming(before.name, name),
        });
        return { status: 'done', value: after, activityId };
      }),

    remove: (scope, { id, now, expected, undoes }) =>
      filingTransaction(db, async (run) => {
        const before = await lock(run, scope, id);
        if (before === null) return { status: 'not-found' };
        if (expected !== null && before.version !== expected) return { status: 'stale' };
        if (undoes !== undefined) {
          const text =
            'select 1 from tasks where account_id = $1::uuid and labels @> array[$2::text] limit 1';
          if ((await run(text, [scope.accountId, before.name])).length > 0) return { status: 'in-use' };
          if (!(await claimUndo(run, scope, { undoes, now }))) return { status: 'stale' };
        }
        const activityId = await recordFiling(run, {
          scope,
          now,
          kind: 'deleted',
          change: { type: 'label', before, after: null },
          undoes,
          touch: removing(before.name),
          keeps: true,
        });
        await run('delete from labels where account_id = $1::uuid and id = $2::uuid', [scope.accountId, id]);
        return { status: 'done', value: null, activityId };
      }),

    restore: (scope, label, { now, undoes }) =>
      filingTransaction(db, async (run) => {
        if (!(await claimUndo(run, scope, { undoes, now }))) return { status: 'stale' };
        const after = { ...label, updatedAt: now, version: label.version + 1 };
        const { id, name, colour, createdAt, version } = after;
        await run(
          `insert into labels (account_id, id, name, colour, created_at, updated_at, version)
           values ($1::uuid, $2::uuid, $3, $4, $5::timestamptz, $6::timestamptz, $7::int)`,
          [scope.accountId, id, name, colour, createdAt, now, version],
        );
        const activityId = await recordFiling(run, {
          scope,
          now,
          kind: 'created',
          change: { type: 'label', before: null, after },
          undoes,
          touch: puttingBack(name),
        });
        return { status: 'done', value: after, activityId };
      }),

    async ensure(scope, names, births) {
      const text = `
        with wanted as (
          select * from unnest($2::uuid[], $3::text[]) with ordinality as w(id, name, place)
        ), made as (
          insert into labels (id, account_id, name, colour, created_at, updated_at)
          select distinct on (lower(name)) id, $1::uuid, name, $4::text, $5::timestamptz, $5::timestamptz
          from wanted order by lower(name), place
          on conflict (account_id, lower(name)) do nothing
          returning name
        )
        select name from (
          select coalesce(l.name, m.name) as name, min(w.place) as place
          from wanted w
          left join labels l on l.account_id = $1::uuid and lower(l.name) = lower(w.name)
          left join made m on lower(m.name) = lower(w.name)
          group by 1
        ) as spelt
        order by place`;
      const values = [
        scope.accountId,
        births.map(({ id }) => id),
        names,
        defaultColour,
        births[0]?.now ?? null,
      ];
      const rows = await run<{ name: string | null }>(text, values);
      // Made by someone else at the same moment: this statement did not see it, the next one does.
      if (rows.some(({ name }) => name === null))
        return (await run<{ name: string }>(text, values)).map(({ name }) => name);
      return rows.map(({ name }) => name ?? '');
    },
  };

  async function lock(run: Run, scope: Scope, id: string): Promise<Label | null> {
    const text = `select ${labelJson} as json from labels where account_id = $1::uuid and id = $2::uuid for update`;
    const [row] = await run<Row>(text, [scope.accountId, id]);
    return row === undefined ? null : parse(row);
  }
}

const renaming = (from: string, to: string): TouchTasks => ({
  text: `update tasks set labels = array_replace(labels, $10::text, $11::text),
    version = version + 1, updated_at = $4::timestamptz
    where account_id = $1::uuid and labels @> array[$10::text] returning id, 0 as place`,
  values: [from, to],
});

const removing = (name: string): TouchTasks => ({
  text: `update tasks t set labels = array_remove(t.labels, $10::text),
    version = t.version + 1, updated_at = $4::timestamptz
    from (
      select id, array_position(labels, $10::text) as place from tasks
      where account_id = $1::uuid and labels @> array[$10::text] for update
    ) as b
    where t.account_id = $1::uuid and t.id = b.id returning t.id, b.place`,
  values: [name],
});

/** Each label of a task has its place among the others. */
const puttingBack = (name: string): TouchTasks => ({
  text: `update tasks t set labels = t.labels[1:g.place - 1] || array[$10::text] || t.labels[g.place:],
    version = t.version + 1, updated_at = $4::timestamptz
    from ${recordedTasks} and not t.labels @> array[$10::text] returning t.id, 0 as place`,
  values: [name],
});
