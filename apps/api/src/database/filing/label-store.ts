/** Keeps labels in PostgreSQL or PGlite. Tasks carry their names, so a new name and a removal go through the tasks too. */

import type { Label } from '@todo-chatbot/contracts';
import type { Kysely } from 'kysely';
import { defaultColour, type LabelStore } from '../../todos/filing-store.ts';
import { runStatement, sqlState } from '../run-statement.ts';
import type { Schema } from '../schema.ts';
import { createNamed } from './create-named.ts';
import { labelJson } from './named-json.ts';

type Row = { readonly json: string };

const lockStatement =
  'select name, version from labels where account_id = $1::uuid and id = $2::uuid for update';

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
        ...(keyed !== undefined && { keyed }),
      });
    },

    async change(scope, changes, { id, now, expected }) {
      try {
        return await db.transaction().execute(async (transaction) => {
          const within = <R>(text: string, values: readonly unknown[]) =>
            runStatement<R>(transaction, text, values);
          const [found] = await within<{ name: string; version: number }>(lockStatement, [
            scope.accountId,
            id,
          ]);
          if (found === undefined) return { status: 'not-found' };
          if (expected !== null && found.version !== expected) return { status: 'stale' };
          const [row] = await within<Row>(
            `update labels set name = coalesce($3::text, name), colour = coalesce($4::text, colour),
               updated_at = $5::timestamptz, version = version + 1
             where account_id = $1::uuid and id = $2::uuid
             returning ${labelJson} as json`,
            [scope.accountId, id, changes.name ?? null, changes.colour ?? null, now],
          );
          if (row === undefined) throw new Error('a locked row is gone');
          const label = parse(row);
          if (label.name !== found.name) {
            await within(
              `update tasks set labels = array_replace(labels, $2::text, $3::text),
                 version = version + 1, updated_at = $4::timestamptz
               where account_id = $1::uuid and labels @> array[$2::text]`,
              [scope.accountId, found.name, label.name, now],
            );
          }
          return { status: 'done', value: label };
        });
      } catch (error) {
        if (sqlState(error) === '23505') return { status: 'name-taken' };
        throw error;
      }
    },

    async remove(scope, { id, now, expected }) {
      return await db.transaction().execute(async (transaction) => {
        const within = <R>(text: string, values: readonly unknown[]) =>
          runStatement<R>(transaction, text, values);
        const [found] = await within<{ name: string; version: number }>(lockStatement, [scope.accountId, id]);
        if (found === undefined) return { status: 'not-found' };
        if (expected !== null && found.version !== expected) return { status: 'stale' };
        await within(
          `update tasks set labels = array_remove(labels, $2::text), version = version + 1, updated_at = $3::timestamptz
           where account_id = $1::uuid and labels @> array[$2::text]`,
          [scope.accountId, found.name, now],
        );
        await within('delete from labels where account_id = $1::uuid and id = $2::uuid', [
          scope.accountId,
          id,
        ]);
        return { status: 'done', value: null };
      });
    },

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
