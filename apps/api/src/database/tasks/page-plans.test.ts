import { type TaskQueryInput, taskQuery } from '@todo-chatbot/contracts';
import { CompiledQuery, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBenchDatabase } from '../../../bench/bench-database.ts';
import { seedTasks } from '../../../bench/seed-tasks.ts';
import { createPostgresServer, type PostgresServer, whyNoPostgres } from '../../../test/postgres-server.ts';
import { toPageQuery } from '../../todos/task-page-query.ts';
import type { Database } from '../database.ts';
import { pageBounds, pageStatement, pageWays } from './page-statement.ts';

const { walkMax } = pageBounds;

const scope = { accountId: '00000000-0000-4000-8000-000000000001', timeZone: 'UTC', client: 'api' } as const;
const now = Temporal.Instant.from('2026-11-20T12:00:00Z');
const emptyProject = '00000000-0000-4000-8000-000000000002';

/** A page of 50, one more to know whether another follows, and one that the numbering reads ahead. */
const aPage = 52;
/** A walk in vain, and the look whether the list goes on behind it. */
const aWalk = 2 * walkMax + 1;

/** Of 20,000 tasks: which indexes lead to the answer, and how many rows of the table are looked at on the way, at most. */
const questions: readonly [query: TaskQueryInput, indexes: readonly string[], rowsMax: number][] = [
  [{}, ['tasks_of_account'], aPage],
  [{ sort: 'oldest' }, ['tasks_of_account'], aPage],
  [{ status: 'pending' }, ['tasks_pending'], aPage],
  [{ status: 'completed' }, ['tasks_completed'], aPage],
  [{ status: 'pending', sort: 'priority' }, ['tasks_by_priority'], aPage],
  [{ sort: 'priority' }, ['tasks_all_by_priority'], aPage],
  [{ sort: 'due' }, ['tasks_all_by_due'], aPage],
  [{ sort: 'title' }, ['tasks_all_by_title'], aPage],
  [{ projectId: emptyProject }, ['tasks_by_project'], 0],
  [{ projectId: emptyProject, sort: 'title' }, ['tasks_by_project'], 0],
  [{ view: 'today' }, ['tasks_by_due'], 400],
  [{ view: 'upcoming' }, ['tasks_by_due'], 400],
  [{ view: 'overdue' }, ['tasks_by_due'], 400],
  [{ q: 'passport' }, ['tasks_of_account'], walkMax],
  [{ q: 'p' }, ['tasks_of_account'], walkMax],
  [{ q: 'passport', sort: 'priority' }, ['tasks_all_by_priority'], walkMax],
  [{ label: 'errand' }, ['tasks_of_account'], walkMax],
  // Hits are looked at once, and those of the page once more, to be read whole.
  [{ q: '17777' }, ['tasks_of_account', 'tasks_by_word', 'tasks_pkey'], aWalk + 2],
  [{ q: 'zebra' }, ['tasks_of_account', 'tasks_by_word', 'tasks_pkey'], aWalk],
  // 29 tasks of the account and 6 of its neighbour.
  [{ label: 'rare14' }, ['tasks_of_account', 'tasks_by_label', 'tasks_pkey'], aWalk + 35 + 29],
  // What the oldest 2,000 tasks alone have, and 400 of the neighbour: no walk through the 18,000 before them.
  [{ label: 'old' }, ['tasks_of_account', 'tasks_by_label', 'tasks_pkey'], aWalk + 2400 + aPage],
  [{ q: 'attic' }, ['tasks_of_account', 'tasks_by_word', 'tasks_pkey'], aWalk + 2400 + aPage],
];

describe.skipIf(whyNoPostgres)(
  `plans of a page${whyNoPostgres === null ? '' : `: skipped, ${whyNoPostgres}`}`,
  () => {
    let server: PostgresServer;
    let database: Database;
    beforeAll(async () => {
      server = await createPostgresServer();
      database = openBenchDatabase(server.url, 300_000);
      await database.migrate();
      const at = new Date(now.epochMilliseconds);
      await seedTasks(database.db, { accountId: scope.accountId, count: 20_000, now: at });
      await sql`
        insert into projects (id, account_id, name, colour, position, created_at, updated_at)
        values (${emptyProject}, ${scope.accountId}, 'Empty', 'grey', 0, ${at}, ${at})`.execute(database.db);
      const neighbour = '00000000-0000-4000-8000-000000000003';
      await sql`insert into accounts (id) values (${neighbour})`.execute(database.db);
      await seedTasks(database.db, { accountId: neighbour, count: 4000, now: at });
      await sql`vacuum analyze tasks`.execute(database.db);
    }, 300_000);
    afterAll(async () => {
      await database?.close();
      await server?.remove();
    }, 60_000);

    it.each(questions)('for %j', { timeout: 60_000 }, async (input, indexes, rowsMax) => {
      const outcome = toPageQuery(taskQuery.parse(input), { timeZone: 'UTC', now });
      if (!outcome.ok) throw new Error(outcome.detail);
      const nodes: PlanNode[] = [];
      let complete = false;
      for (const way of pageWays(outcome.query)) {
        const { text, values } = pageStatement(scope, outcome.query, { way });
        nodes.push(...(await planOf(text, values)));
        const answer = await database.db.executeQuery<{ complete: boolean }>(CompiledQuery.raw(text, values));
        complete = answer.rows[0]?.complete ?? false;
        if (complete) break;
      }
      expect(complete).toBe(true);
      const ofTasks = nodes.filter((node) => node['Relation Name'] === 'tasks');
      expect(ofTasks.map((node) => node['Node Type'])).not.toContain('Seq Scan');
      expect(new Set(nodes.flatMap((node) => node['Index Name'] ?? []))).toEqual(new Set(indexes));
      const rows = ofTasks.map((node) => rowsLookedAt(node)).reduce((sum, count) => sum + count, 0);
      expect(rows).toBeLessThanOrEqual(rowsMax);
    });

    /** Every step of the plan as it went, those of its parts included. */
    async function planOf(text: string, values: unknown[]): Promise<PlanNode[]> {
      const statement = `explain (analyze, timing off, format json) ${text}`;
      const { rows } = await database.db.executeQuery<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
        CompiledQuery.raw(statement, values),
      );
      const [row] = rows;
      if (row === undefined) throw new Error('an explanation without a row');
      return withParts(row['QUERY PLAN'][0].Plan);
    }
  },
);

type PlanNode = {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly Plans?: readonly PlanNode[];
};

function withParts(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(withParts)];
}

function rowsLookedAt(node: PlanNode): number {
  const removed = (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0);
  return (node['Actual Rows'] + removed) * node['Actual Loops'];
}
