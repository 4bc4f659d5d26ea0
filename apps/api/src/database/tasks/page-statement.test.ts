import { type TaskQueryInput, taskQuery, taskSorts, taskStatuses } from '@todo-chatbot/contracts';
import { CompiledQuery } from 'kysely';
import { expect, it } from 'vitest';
import { seedTasks } from '../../../bench/seed-tasks.ts';
import { describeOnDatabases } from '../../../test/on-databases.ts';
import { toPageQuery, writeCursor } from '../../todos/task-page-query.ts';
import { type PageRow, type PageWay, pageStatement, pageWays } from './page-statement.ts';

const scope = { accountId: '00000000-0000-4000-8000-000000000001', timeZone: 'UTC', client: 'api' } as const;
const now = Temporal.Instant.from('2026-11-20T12:00:00Z');
/** So low that a few thousand tasks are too many for them. */
const bounds = { walkMax: 1000, hitsMax: 1000 };

describeOnDatabases('the ways to a page of tasks', (database) => {
  it('lead to the same tasks, page after page, wherever they say that they are complete', async () => {
    // More than are walked through, and so many that some questions have more hits than are looked at one by one.
    const count = 2 * bounds.walkMax + bounds.hitsMax;
    await seedTasks(database().db, {
      accountId: scope.accountId,
      count,
      now: new Date(now.epochMilliseconds),
    });
    const questions: TaskQueryInput[] = [
      { q: 'passport' },
      { q: 'p' },
      { q: 'passport milk' },
      { q: '29' },
      { q: 'zebra' },
      { label: 'errand' },
      { label: 'rare14' },
      { q: 'p', label: 'rare14' },
      { q: 'milk', view: 'upcoming', sort: 'due' },
      { q: 'milk', dueFrom: '2026-11-20', dueTo: '2027-01-01', priority: 'p2' },
      { label: 'errand', view: 'inbox' },
    ];
    const complete = { walk: 0, hits: 0, order: 0 };
    const incomplete = { walk: 0, hits: 0, order: 0 };
    for (const question of questions)
      for (const sort of taskSorts)
        for (const status of taskStatuses) {
          let cursor: string | null = '';
          for (let pages = 0; pages < 3 && cursor !== null; pages++) {
            const query = asked({ sort, status, limit: 20, ...question, ...(cursor !== '' && { cursor }) });
            const expected = await answer(query, 'order');
            for (const way of pageWays(query)) {
              const row = way === 'order' ? expected : await answer(query, way);
              (row.complete ? complete : incomplete)[way]++;
              if (row.complete) expect(row, `${way} of ${JSON.stringify(query)}`).toEqual(expected);
            }
            const { found, last_value: value, last_number: number } = expected;
            cursor = found > 20 && value && number ? writeCursor(query.sort, value, number) : null;
          }
        }
    // The data is such that each way is tried in vain, but for the last.
    for (const way of ['walk', 'hits'] as const) {
      expect(complete[way]).toBeGreaterThan(0);
      expect(incomplete[way]).toBeGreaterThan(0);
    }
    expect(incomplete.order).toBe(0);
  }, 300_000);

  async function answer(query: ReturnType<typeof asked>, way: PageWay) {
    const { text, values } = pageStatement(scope, query, { way, bounds });
    const { rows } = await database().db.executeQuery<PageRow>(CompiledQuery.raw(text, values));
    const [row] = rows;
    if (row === undefined) throw new Error('an aggregate without a row');
    return row;
  }
});

function asked(input: TaskQueryInput) {
  const outcome = toPageQuery(taskQuery.parse(input), { timeZone: 'UTC', now });
  if (!outcome.ok) throw new Error(outcome.detail);
  return outcome.query;
}
