/**
 * Owns the statement that carries out a set of changes: tasks, the record of what was done and the key of a creation, in
 * one round trip and all or nothing.
 */

/** What the set consists of; each combination is one text, prepared once per connection. */
export type CommitShape = {
  readonly inserts: boolean;
  readonly updates: boolean;
  readonly deletes: boolean;
  readonly keyed: boolean;
  readonly undoes: boolean;
};

/** A `TaskRecord` as a row. */
const row = `
  "id" uuid, "title" text, "notes" text, "due" jsonb, "dueLocal" timestamp, "priority" text, "projectId" uuid,
  "labels" text[], "subtasks" jsonb, "recurrence" jsonb, "completedAt" timestamptz, "createdAt" timestamptz,
  "updatedAt" timestamptz, "version" integer, "number" bigint, "words" text`;

const written: readonly (readonly [column: string, value: string])[] = [
  ['title', 'g.title'],
  ['notes', 'g.notes'],
  ['due_local', 'g."dueLocal"'],
  ['due_at', `(g.due->>'at')::timestamptz`],
  ['due_zone', `g.due->>'timeZone'`],
  ['priority', 'substr(g.priority, 2)::smallint'],
  ['project_id', 'g."projectId"'],
  ['labels', 'g.labels'],
  ['subtasks', 'g.subtasks'],
  ['rrule', `g.recurrence->>'rrule'`],
  ['from_completion', `coalesce((g.recurrence->>'fromCompletion')::boolean, false)`],
  ['completed_at', 'g."completedAt"'],
  ['updated_at', 'g."updatedAt"'],
  ['version', 'g.version'],
  ['words', 'g.words'],
];

/**
 * Parameters: $1 account, $2 kind, $3 client, $4 when, $5 the changes as JSON for the record, $6 how many tasks they touch;
 * then, as far as the shape has them and in this order: key, fingerprint and answer; the rows to insert, to update and to
 * delete (JSON, with the version that each must have in "expected"); the activity that this takes back.
 *
 * One row: the id of the activity, or null when the key was used before. Where a task is not at its expected version the
 * statement fails with a division by zero (22012), which takes back all of it.
 */
export function commitStatement(shape: CommitShape): string {
  let next = 7;
  const place = () => `$${next++}`;
  const parts: string[] = [];
  const counts: string[] = [];
  const given = shape.keyed ? 'where exists (select from claimed)' : '';
  const andGiven = shape.keyed ? 'and exists (select from claimed)' : '';

  if (shape.keyed) {
    parts.push(`claimed as (
      insert into idempotency_keys (account_id, key, fingerprint, answer, created_at)
      values ($1::uuid, ${place()}, ${place()}, ${place()}, $4::timestamptz)
      on conflict do nothing returning key)`);
  }
  if (shape.inserts) {
    const rows = place();
    const columns = written.map(([column]) => column).join(', ');
    const values = written.map(([, value]) => value).join(', ');
    // A number that a task had before is kept: it comes back to its place.
    const insert = (name: string, numbered: boolean) => `${name} as (
      insert into tasks (account_id, id, created_at, ${columns}${numbered ? ', number' : ''})
      ${numbered ? 'overriding system value' : ''}
      select $1::uuid, g.id, g."createdAt", ${values}${numbered ? ', g.number' : ''}
      from jsonb_to_recordset(${rows}::jsonb) as g(${row})
      where g.number is ${numbered ? 'not null' : 'null'} ${andGiven}
      returning 1)`;
    parts.push(insert('inserted', false));
    counts.push('(select count(*) from inserted)');
    if (shape.undoes) {
      parts.push(insert('restored', true));
      counts.push('(select count(*) from restored)');
    }
  }
  if (shape.updates) {
    const sets = written.map(([column, value]) => `${column} = ${value}`).join(', ');
    parts.push(`updated as (
      update tasks t set ${sets}
      from jsonb_to_recordset(${place()}::jsonb) as g(${row}, "expected" integer)
      where t.account_id = $1::uuid and t.id = g.id and t.version = g.expected ${andGiven}
      returning 1)`);
    counts.push('(select count(*) from updated)');
  }
  if (shape.deletes) {
    parts.push(`deleted as (
      delete from tasks t
      using jsonb_to_recordset(${place()}::jsonb) as g("id" uuid, "expected" integer)
      where t.account_id = $1::uuid and t.id = g.id and t.version = g.expected
      returning 1)`);
    counts.push('(select count(*) from deleted)');
  }
  const undoes = shape.undoes ? `${place()}::bigint` : 'null::bigint';
  if (shape.undoes) {
    parts.push(`undone as (
      update activity set undone_at = $4::timestamptz
      where account_id = $1::uuid and id = ${undoes} and undone_at is null
      returning 1)`);
    counts.push('(select count(*) - 1 from undone)');
  }
  const total = counts.length === 0 ? '0' : counts.join(' + ');
  const applied = shape.keyed
    ? `not exists (select from claimed) or ${total} = $6::int`
    : `${total} = $6::int`;
  return `
    with ${parts.join(',\n')}${parts.length === 0 ? '' : ','}
    recorded as (
      insert into activity (account_id, kind, client, at, changes, undoes)
      select $1::uuid, $2, $3, $4::timestamptz, $5::jsonb, ${undoes} ${given}
      returning id)
    select (select id::text from recorded) as activity_id, 1 / (case when ${applied} then 1 else 0 end) as applied`;
}

export function commitValues(options: {
  readonly shape: CommitShape;
  readonly base: readonly [
    accountId: string,
    kind: string,
    client: string,
    at: string,
    changes: string,
    touched: number,
  ];
  readonly keyed: readonly [key: string, fingerprint: string, answer: string] | null;
  readonly inserts: string;
  readonly updates: string;
  readonly deletes: string;
  readonly undoes: string | null;
}): readonly unknown[] {
  const { shape, base, keyed, inserts, updates, deletes, undoes } = options;
  return [
    ...base,
    ...(keyed ?? []),
    ...(shape.inserts ? [inserts] : []),
    ...(shape.updates ? [updates] : []),
    ...(shape.deletes ? [deletes] : []),
    ...(shape.undoes ? [undoes] : []),
  ];
}
