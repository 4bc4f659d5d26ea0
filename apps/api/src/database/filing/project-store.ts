/** Keeps projects in PostgreSQL or PGlite. */

import type { NewProject, Project } from '@todo-chatbot/contracts';
import type { Kysely } from 'kysely';
import { type Birth, defaultColour, type ProjectStore } from '../../todos/filing-store.ts';
import type { Scope } from '../../todos/scope.ts';
import { runStatement } from '../run-statement.ts';
import type { Schema } from '../schema.ts';
import { changeNamed, type NamedKind } from './change-named.ts';
import { createNamed } from './create-named.ts';
import { projectJson } from './named-json.ts';
import { recordedTasks } from './record-filing.ts';

type Row = { readonly json: string };

export function createProjectStore(db: Kysely<Schema>): ProjectStore {
  const run = <R>(text: string, values: readonly unknown[]) => runStatement<R>(db, text, values);
  const parse = ({ json }: Row) => JSON.parse(json) as Project;

  const store: ProjectStore = {
    async list(scope) {
      const text = `select ${projectJson} as json from projects where account_id = $1::uuid order by position, lower(name), id`;
      return (await run<Row>(text, [scope.accountId])).map(parse);
    },

    create: (scope, project, birth, keyed) =>
      create(scope, project, { ...birth, isRecorded: true, ...(keyed !== undefined && { keyed }) }),

    ...changeNamed(db, kind),

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
}

const kind: NamedKind<Project, 'name' | 'colour' | 'position'> = {
  table: 'projects',
  json: projectJson,
  columns: ['name', 'colour', 'position'],
  isFiled: 'project_id = $2::uuid',
  filedUnder: ({ id }) => id,
  beforeRemoval: ({ id }) => ({
    text: `update tasks set project_id = null, version = version + 1, updated_at = $4::timestamptz
      where account_id = $1::uuid and project_id = $10::uuid returning id, 0 as place`,
    values: [id],
  }),
  afterReturn: ({ id }) => ({
    text: `update tasks t set project_id = $10::uuid, version = version + 1, updated_at = $4::timestamptz
      from ${recordedTasks} and t.project_id is null returning t.id, 0 as place`,
    values: [id],
  }),
};
