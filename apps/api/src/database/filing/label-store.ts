/** Keeps labels in PostgreSQL or PGlite. Tasks carry their names, so a new name and a removal go through the tasks too. */

import type { Label } from '@todo-chatbot/contracts';
import type { Kysely } from 'kysely';
import { defaultColour, type LabelStore } from '../../todos/filing-store.ts';
import { runStatement } from '../run-statement.ts';
import type { Schema } from '../schema.ts';
import { changeNamed, type NamedKind } from './change-named.ts';
import { createNamed } from './create-named.ts';
import { labelJson } from './named-json.ts';
import { recordedTasks, type TouchTasks } from './record-filing.ts';

type Row = { readonly json: string };

export function createLabelStore(db: Kysely<Schema>): LabelStore {
  const run = <R>(text: string, values: readonly unknown[]) => runStatement<R>(db, text, values);
  const parse = ({ json }: Row) => JSON.parse(json) as Label;

  return {
    async list(scope) {
      const text = `select ${labelJson} as json from labels where account_id = $1::uuid order by lower(name), id`;
      return (await run<Row>(text, [scope.accountId])).map(parse);
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

    ...changeNamed(db, kind),

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

const kind: NamedKind<Label, 'name' | 'colour'> = {
  table: 'labels',
  json: labelJson,
  columns: ['name', 'colour'],
  isFiled: 'labels @> array[$2::text]',
  filedUnder: ({ name }) => name,
  afterChange: (before, after) =>
    before.name === after.name ? undefined : renaming(before.name, after.name),
  beforeRemoval: ({ name }) => removing(name),
  afterReturn: ({ name }) => puttingBack(name),
};
