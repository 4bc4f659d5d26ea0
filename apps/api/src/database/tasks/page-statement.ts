/** Owns the statement that reads one page of tasks: only the conditions that are asked for, so that an index can answer it. */

import type { TaskSort } from '@todo-chatbot/contracts';
import type { Scope } from '../../todos/scope.ts';
import type { TaskPageQuery } from '../../todos/task-page-query.ts';
import { Values } from '../run-statement.ts';
import { unnamed } from '../statement-names.ts';
import { taskJson } from './task-json.ts';

const due = `coalesce(t.due_local, 'infinity')`;
const utc = (column: string) => `(${column} at time zone 'UTC')::text`;

/** Order, the value that a cursor keeps, and what comes after it. Each is the order of an index, or of a short list. */
const sorts: Readonly<
  Record<TaskSort, { order: string; value: string; after: (value: string, number: string) => string }>
> = {
  newest: {
    order: 't.created_at desc, t.number desc',
    value: utc('t.created_at'),
    after: (value, number) =>
      `(t.created_at, t.number) < (${value}::timestamp at time zone 'UTC', ${number}::bigint)`,
  },
  oldest: {
    order: 't.created_at asc, t.number asc',
    value: utc('t.created_at'),
    after: (value, number) =>
      `(t.created_at, t.number) > (${value}::timestamp at time zone 'UTC', ${number}::bigint)`,
  },
  due: {
    order: `${due} asc, t.number asc`,
    value: `${due}::text`,
    after: (value, number) => `(${due}, t.number) > (${value}::timestamp, ${number}::bigint)`,
  },
  priority: {
    order: `t.priority asc, ${due} asc, t.number asc`,
    value: `t.priority || ' ' || ${due}::text`,
    after: (value, number) =>
      `(t.priority, ${due}, t.number) > (substr(${value}::text, 1, 1)::smallint, substr(${value}::text, 3)::timestamp, ${number}::bigint)`,
  },
  title: {
    order: `lower(t.title) collate "C" asc, t.number asc`,
    value: 'lower(t.title)',
    after: (value, number) =>
      `(lower(t.title) collate "C", t.number) > (${value}::text collate "C", ${number}::bigint)`,
  },
  completed: {
    order: `coalesce(t.completed_at, '-infinity') desc, t.number desc`,
    value: `coalesce(${utc('t.completed_at')}, '-infinity')`,
    after: (value, number) =>
      `(coalesce(t.completed_at, '-infinity'), t.number) < (${value}::timestamp at time zone 'UTC', ${number}::bigint)`,
  },
};

/** Where every task has been completed the index on the time of completion serves. */
const completedOnly: (typeof sorts)['completed'] = {
  order: 't.completed_at desc, t.number desc',
  value: utc('t.completed_at'),
  after: (value, number) =>
    `(t.completed_at, t.number) < (${value}::timestamp at time zone 'UTC', ${number}::bigint)`,
};

/**
 * How to come to the tasks with some words and a label. How many have them is known before to nobody, least of all to the
 * planner, which takes every beginning of a word for equally common; so the ways are tried in this order, each bounded:
 *
 * - `walk`: the first `walkMax` tasks of the list's order. What is common is found among them, and a short list ends there.
 * - `hits`: the index of words and labels, for what up to `hitsMax` tasks have.
 * - `order`: through the whole list. What more tasks have than that comes soon. Without words and label, the only way.
 */
export type PageWay = 'walk' | 'hits' | 'order';

export type PageBounds = { readonly walkMax: number; readonly hitsMax: number };
export const pageBounds: PageBounds = { walkMax: 1000, hitsMax: 20_000 };

/** The ways of a query, the first that gives a complete answer to be taken; the last always does. */
export function pageWays(query: TaskPageQuery): readonly PageWay[] {
  if (query.words === null && query.label === null) return ['order'];
  // No index has the order of completion where some are pending: to walk would be to sort everything.
  return query.sort === 'completed' && query.status !== 'completed'
    ? ['hits', 'order']
    : ['walk', 'hits', 'order'];
}

/** What the statement answers; see `pageStatement`. */
export type PageRow = {
  readonly tasks: string;
  readonly found: number;
  readonly last_value: string | null;
  readonly last_number: string | null;
  readonly complete: boolean;
};

/**
 * One row: the tasks as JSON texts with commas between, how many there were, the cursor's value and number of the last,
 * and whether the way led to all that belong on the page: if not, the next way has to be taken.
 */
export function pageStatement(
  scope: Scope,
  query: TaskPageQuery,
  { way, bounds = pageBounds }: { readonly way: PageWay; readonly bounds?: PageBounds },
): { text: string; values: unknown[] } {
  const { walkMax, hitsMax } = bounds;
  const values = new Values();
  const sort = query.sort === 'completed' && query.status === 'completed' ? completedOnly : sorts[query.sort];
  const found: string[] = [];
  // What the index of the order leads to, without a look at tasks that do not belong; and what it does not.
  const own = `t.account_id = ${values.add(scope.accountId)}::uuid`;
  const led: string[] = [];
  const unled: string[] = [];
  if (query.words !== null) found.push(searchCondition(query.words, values));
  if (query.label !== null) found.push(`t.labels @> array[${values.add(query.label)}::text]`);
  if (query.status === 'pending') {
    (query.sort === 'title' || query.sort === 'completed' ? unled : led).push('t.completed_at is null');
  }
  if (query.status === 'completed') (sort === completedOnly ? led : unled).push('t.completed_at is not null');
  const dated = query.sort === 'due' ? led : unled;
  if (query.view !== null) (query.today === null ? unled : dated).push(...viewConditions(query, values));
  if (query.projectId !== null) unled.push(`t.project_id = ${values.add(query.projectId)}::uuid`);
  if (query.priority !== null) {
    unled.push(`t.priority = ${values.add(Number(query.priority.slice(1)))}::smallint`);
  }
  if (query.dueFrom !== null) {
    const date = `${values.add(query.dueFrom.date)}::date`;
    dated.push(
      `${due} >= ${date} - interval '2 days' and ${due} < 'infinity'`,
      `(case when t.due_at is null then t.due_local >= ${date} else t.due_at >= ${values.add(query.dueFrom.moment)}::timestamptz end)`,
    );
  }
  if (query.dueTo !== null) {
    const date = `${values.add(query.dueTo.date)}::date`;
    dated.push(
      `${due} < ${date} + interval '3 days'`,
      `(case when t.due_at is null then t.due_local < ${date} + interval '1 day' else t.due_at < ${values.add(query.dueTo.moment)}::timestamptz end)`,
    );
  }
  if (query.after !== null) {
    led.push(sort.after(values.add(query.after.value), values.add(query.after.number)));
  }
  const limit = values.add(query.limit);
  const list = `from tasks t where ${[own, ...led].join(' and ')} order by ${sort.order}`;
  const belongs = [...led, ...unled].join(' and ') || 'true';
  const source = {
    walk: `(select t.* ${list} limit ${walkMax}) t where ${[...unled, ...found].join(' and ')}`,
    hits: `hits t where ${belongs}`,
    order: `tasks t where ${[own, ...led, ...unled, ...found].join(' and ')}`,
  }[way];
  const complete = {
    walk: `count(*) > ${limit}::int or not exists (select ${list} offset ${walkMax} limit 1)`,
    hits: `(select count(*) from hits) <= ${hitsMax}`,
    order: 'true',
  }[way];
  const columns = hitColumns.filter((column) => `${belongs} ${sort.order}`.includes(`t.${column}`));
  const text = `
    with ${way === 'hits' ? hitsOf({ conditions: [own, ...found], columns: ['id', ...columns], limit: hitsMax + 1 }) : ''} page as (
      select ${way === 'hits' ? 't.id' : `${taskJson('t')} as json`}, ${sort.value} as value, t.number,
        row_number() over (order by ${sort.order}) as place
      from ${source}
      order by ${sort.order}
      limit ${limit}::int + 1
    )
    select
      coalesce(string_agg(json, ',' order by place) filter (where place <= ${limit}::int), '') as tasks,
      count(*)::int as found,
      max(value) filter (where place = ${limit}::int) as last_value,
      (max(number) filter (where place = ${limit}::int))::text as last_number,
      ${complete} as complete
    from page ${way === 'hits' ? `cross join lateral (select ${taskJson('t')} as json from tasks t where t.id = page.id limit 1) whole` : ''}`;
  // Which plan is best depends on the words, the label and the project, but for a walk: that goes one way whatever they are.
  const depends = way !== 'walk' && (found.length > 0 || query.projectId !== null);
  return { text: depends ? `${unnamed}${text}` : text, values: values.list };
}

/** What orders and conditions may look at: of thousands of hits no more is kept, and the tasks of the page are read whole. */
const hitColumns = [
  'number',
  'created_at',
  'completed_at',
  'priority',
  'due_local',
  'due_at',
  'project_id',
  'title',
] as const;

/** Planned as if all matches were wanted: the limit would make the planner hope for them in a scan of the whole table. */
function hitsOf(hits: {
  readonly conditions: readonly string[];
  readonly columns: readonly string[];
  readonly limit: number;
}): string {
  const { conditions, columns, limit } = hits;
  const kept = columns.map((column) => `t.${column}`).join(', ');
  return `matches as materialized (select ${kept} from tasks t where ${conditions.join(' and ')}),
    hits as not materialized (select * from matches limit ${limit}),`;
}

/**
 * A due day belongs to the day of that name wherever one is; a due time to the day on the clocks of the zone asked for.
 * Zones are at most 26 hours apart, so the index first narrows it down by the local time.
 */
function viewConditions(query: TaskPageQuery, values: Values): string[] {
  const { today, view } = query;
  if (view === 'inbox') return ['t.project_id is null'];
  if (view === 'undated') return ['t.due_local is null'];
  if (view === null) return [];
  if (today === null) throw new Error(`the view ${view} without a day`);
  switch (view) {
    case 'today': {
      const date = `${values.add(today.date)}::date`;
      return [
        `${due} >= ${date} - interval '2 days' and ${due} < ${date} + interval '3 days'`,
        `(case when t.due_at is null then t.due_local < ${date} + interval '1 day' and t.due_local >= ${date}
          else t.due_at >= ${values.add(today.from)}::timestamptz and t.due_at < ${values.add(today.to)}::timestamptz end)`,
      ];
    }
    case 'upcoming': {
      const date = `${values.add(today.date)}::date`;
      return [
        `${due} >= ${date} - interval '2 days' and ${due} < 'infinity'`,
        `(case when t.due_at is null then t.due_local >= ${date} + interval '1 day'
          else t.due_at >= ${values.add(today.to)}::timestamptz end)`,
      ];
    }
    case 'overdue': {
      const date = `${values.add(today.date)}::date`;
      return [
        `${due} < ${date} + interval '3 days'`,
        `(case when t.due_at is null then t.due_local < ${date} else t.due_at < ${values.add(today.now)}::timestamptz end)`,
      ];
    }
  }
}

/** Every word by its beginning. Words are letters and digits only; the quotes are for words such as "or". */
function searchCondition(words: readonly string[], values: Values): string {
  if (words.length === 0) return 'false';
  return `t.search @@ ${values.add(words.map((word) => `'${word}':*`).join(' & '))}::tsquery`;
}
