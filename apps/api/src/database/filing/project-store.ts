/** Keeps projects in PostgreSQL or PGlite. */

import type { NewProject, Project } from '@todo-chatbot/contracts';
import type { Kysely } from 'kysely';
import { type Birth, defaultColour, type ProjectStore } from '../../todos/filing-store.ts';
import type { Scope } from '../../todos/scope.ts';
import { runStatement } from '../run-statement.ts';
import type { Schema } from '../schema.ts';
import { createNamed } from './create-named.ts';
import { claimUndo, filingTransaction, type Run } from './filing-transaction.ts';
import { projectJson } from './named-json.ts';
import { recordedTasks, recordFiling } from './record-filing.ts';

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

    create: (scope, project, birth, keyed) =>
      create(scope, project, { ...birth, isRecorded: true, ...(keyed !== undefined && { keyed }) }),

    change: (scope, changes, { id, now, expected, undoes }) =>
      filingTransaction(db, async (run) => {
        const before = await lock(run, scope, id);
        if (before === null) return { status: 'not-found' };
        if (expected !== null && before.version !== expected) return { status: 'stale' };
        if (!(await claimUndo(run, scope, { undoes, now }))) return { status: 'stale' };
        const { name = before.name, colour = before.colour, position = before.position } = changes;
        const isSame = name === before.name && colour === before.colour && position === before.position;
        if (isSame && undoes === undefined) return { status: 'done', value: before, activityId: null };
        const [row] = await run<Row>(
          `update projects set name = $3, colour = $4, position = $5::int, updated_at = $6::timestamptz, version = version + 1
           where account_id = $1::uuid and id = $2::uuid
           returning ${projectJson} as json`,
          [scope.accountId, id, name, colour, position, now],
        );
        if (row === undefined) throw new Error('a locked row is gone');
        const after = parse(row);
        const change = { type: 'project', before, after } as const;
        const activityId = await recordFiling(run, { scope, now, kind: 'updated', change, undoes });
        return { status: 'done', value: after, activityId };
      }),

    remove: (scope, { id, now, expected, undoes }) =>
      filingTransaction(db, async (run) => {
        const before = await lock(run, scope, id);
        if (before === null) return { status: 'not-found' };
        if (expected !== null && before.version !== expected) return { status: 'stale' };
        if (undoes !== undefined) {
          const text = 'select 1 from tasks where account_id = $1::uuid and project_id = $2::uuid limit 1';
          if ((await run(text, [scope.accountId, id])).length > 0) return { status: 'in-use' };
          if (!(await claimUndo(run, scope, { undoes, now }))) return { status: 'stale' };
        }
        const text = `
          update tasks set project_id = null, version = version + 1, updated_at = $4::timestamptz
          where account_id = $1::uuid and project_id = $10::uuid returning id, 0 as place`;
        const activityId = await recordFiling(run, {
          scope,
          now,
          kind: 'deleted',
          change: { type: 'project', before, after: null },
          undoes,
          touch: { text, values: [id] },
          keeps: true,
        });
        await run('delete from projects where account_id = $1::uuid and id = $2::uuid', [
          scope.accountId,
          id,
        ]);
        return { status: 'done', value: null, activityId };
      }),

    restore: (scope, project, { now, undoes }) =>
      filingTransaction(db, async (run) => {
        if (!(await claimUndo(run, scope, { undoes, now }))) return { status: 'stale' };
        const after = { ...project, updatedAt: now, version: project.version + 1 };
        const { id, name, colour, position, createdAt, version } = after;
        await run(
          `insert into projects (account_id, id, name, colour, position, created_at, updated_at, version)
           values ($1::uuid, $2::uuid, $3, $4, $5::int, $6::timestamptz, $7::timestamptz, $8::int)`,
          [scope.accountId, id, name, colour, position, createdAt, now, version],
        );
        const text = `
          update tasks t set project_id = $10::uuid, version = version + 1, updated_at = $4::timestamptz
          from ${recordedTasks} and t.project_id is null returning t.id, 0 as place`;
        const activityId = await recordFiling(run, {
          scope,
          now,
          kind: 'created',
          change: { type: 'project', before: null, after },
          undoes,
          touch: { text, values: [id] },
        });
        return { status: 'done', value: after, activityId };
      }),

    async ensure(scope, name, birth) {
      const find = async () => {
        const text = 'select id from projects where account_id = $1::uuid and lower(name) = lower($2::text)';
        return (await run<{ id: string }>(text, [scope.accountId, name]))[0]?.id;
      };
      const present = await find();
      if (present !== undefined) return present;
      const created = await create(scope, { name, colour: defaultColour }, { ...birth, isRecorded: false });
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

  async function create(
    scope: Scope,
    project: NewProject,
    options: Birth & {
      readonly isRecorded: boolean;
      readonly keyed?: { readonly key: string; readonly fingerprint: string };
    },
  ) {
    const { id, now, ...rest } = options;
    const { name, colour } = project;
    const position = project.position ?? (await nextPosition(scope.accountId));
    return await createNamed<Project>(db, {
      scope,
      table: 'projects',
      columns: { id, name, colour, position, created_at: now, updated_at: now },
      value: { id, name, colour, position, createdAt: now, updatedAt: now, version: 1 },
      now,
      ...rest,
    });
  }

  async function lock(run: Run, scope: Scope, id: string): Promise<Project | null> {
    const text = `select ${projectJson} as json from projects where account_id = $1::uuid and id = $2::uuid for update`;
    const [row] = await run<Row>(text, [scope.accountId, id]);
    return row === undefined ? null : parse(row);
  }
}
