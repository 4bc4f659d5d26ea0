/** Keeps projects in PostgreSQL or PGlite. */

import type { Project } from '@todo-chatbot/contracts';
import type { Kysely } from 'kysely';
import { defaultColour, type ProjectStore, type Stored } from '../../todos/filing-store.ts';
import { runStatement, sqlState } from '../run-statement.ts';
import type { Schema } from '../schema.ts';
import { createNamed } from './create-named.ts';
import { projectJson } from './named-json.ts';

type Row = { readonly json: string };

export function createProjectStore(db: Kysely<Schema>): ProjectStore {
  const run = <R>(text: string, values: readonly unknown[]) => runStatement<R>(db, text, values);
  const parse = ({ json }: Row) => JSON.parse(json) as Project;

  const store: ProjectStore = {
    async list(scope) {
      const text = `select ${projectJson} as json from projects where account_id = $1::uuid order by position, lower(name), id`;
      return (await run<Row>(text, [scope.accountId])).map(parse);
    },

    async find(scope, id) {
      const text = `select ${projectJson} as json from projects where account_id = $1::uuid and id = $2::uuid`;
      const [row] = await run<Row>(text, [scope.accountId, id]);
      return row === undefined ? null : parse(row);
    },

    async create(scope, project, { id, now }, keyed) {
      const { name, colour } = project;
      const position = project.position ?? (await nextPosition(scope.accountId));
      return await createNamed<Project>(db, {
        scope,
        table: 'projects',
        columns: { id, name, colour, position, created_at: now, updated_at: now },
        value: { id, name, colour, position, createdAt: now, updatedAt: now, version: 1 },
        now,
        ...(keyed !== undefined && { keyed }),
      });
    },

    async change(scope, changes, { id, now, expected }) {
      const text = `
        update projects set
          name = coalesce($3::text, name), colour = coalesce($4::text, colour), position = coalesce($5::int, position),
          updated_at = $6::timestamptz, version = version + 1
        where account_id = $1::uuid and id = $2::uuid and ($7::int is null or version = $7::int)
        returning ${projectJson} as json`;
      const { name = null, colour = null, position = null } = changes;
      try {
        const [row] = await run<Row>(text, [scope.accountId, id, name, colour, position, now, expected]);
        if (row !== undefined) return { status: 'done', value: parse(row) };
      } catch (error) {
        if (sqlState(error) === '23505') return { status: 'name-taken' };
        throw error;
      }
      return await missing(scope.accountId, id);
    },

    async remove(scope, { id, now, expected }) {
      return await db.transaction().execute(async (transaction) => {
        const within = <R>(text: string, values: readonly unknown[]) =>
          runStatement<R>(transaction, text, values);
        const found = await within<{ version: number }>(
          'select version from projects where account_id = $1::uuid and id = $2::uuid for update',
          [scope.accountId, id],
        );
        if (found[0] === undefined) return { status: 'not-found' };
        if (expected !== null && found[0].version !== expected) return { status: 'stale' };
        await within(
          `update tasks set project_id = null, version = version + 1, updated_at = $3::timestamptz
           where account_id = $1::uuid and project_id = $2::uuid`,
          [scope.accountId, id, now],
        );
        await within('delete from projects where account_id = $1::uuid and id = $2::uuid', [
          scope.accountId,
          id,
        ]);
        return { status: 'done', value: null };
      });
    },

    async ensure(scope, name, birth) {
      const find = async () => {
        const text = 'select id from projects where account_id = $1::uuid and lower(name) = lower($2::text)';
        return (await run<{ id: string }>(text, [scope.accountId, name]))[0]?.id;
      };
      const present = await find();
      if (present !== undefined) return present;
      const created = await store.create(scope, { name, colour: defaultColour }, birth);
      if (created.status === 'done') return created.value.id;
      // Someone else made it in between.
      return (await find()) ?? (await store.ensure(scope, name, birth));
    },

    async existing(scope, ids) {
      const text = 'select id from projects where account_id = $1::uuid and id = any($2::uuid[])';
      return new Set((await run<{ id: string }>(text, [scope.accountId, ids])).map(({ id }) => id));
    },
  };
  return store;

  async function nextPosition(accountId: string): Promise<number> {
    const text = 'select coalesce(max(position) + 1, 0) as next from projects where account_id = $1::uuid';
    return (await run<{ next: number }>(text, [accountId]))[0]?.next ?? 0;
  }

  async function missing(accountId: string, id: string): Promise<Stored<never>> {
    const text = 'select 1 from projects where account_id = $1::uuid and id = $2::uuid';
    return (await run(text, [accountId, id])).length > 0 ? { status: 'stale' } : { status: 'not-found' };
  }
}
