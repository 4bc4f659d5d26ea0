/**
 * `npm run bench:large`: 100,000 tasks in one account, on the machine's own PostgreSQL, asked over HTTP on loopback by two
 * clients at once. Prints p50 and p99 of each question; fails where one takes longer than 30 ms at p99, or where
 * the plan of one reads the whole table.
 *
 *   --tasks N      tasks of the account (100000); a neighbour has a fifth as many
 *   --requests N   requests of each question (400)
 */

import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { type TaskList, type TaskQueryInput, taskQuery } from '@todo-chatbot/contracts';
import { CompiledQuery, sql } from 'kysely';
import { pageStatement, pageWays } from '../src/database/tasks/page-statement.ts';
import { toPageQuery } from '../src/todos/task-page-query.ts';
import { startApiProcess } from '../test/api-process.ts';
import { createPostgresServer } from '../test/postgres-server.ts';
import { openBenchDatabase } from './bench-database.ts';
import { percentile } from './latencies.ts';
import { seedTasks } from './seed-tasks.ts';

const p99LimitMs = 30;
const account = '00000000-0000-4000-8000-000000000001';

const smallProject = '00000000-0000-4000-8000-000000000002';

type Question = { readonly name: string; readonly query: Record<string, string> };
const questions: readonly Question[] = [
  { name: 'list', query: {} },
  { name: 'list pending', query: { status: 'pending' } },
  { name: 'list completed', query: { status: 'completed' } },
  { name: 'list by priority', query: { status: 'pending', sort: 'priority' } },
  { name: 'list by title', query: { status: 'pending', sort: 'title' } },
  { name: 'list all by due date', query: { sort: 'due' } },
  { name: 'list a project', query: { projectId: '' } },
  { name: 'list a small project', query: { projectId: smallProject, sort: 'title' } },
  { name: 'list a label', query: { label: 'errand' } },
  { name: 'list a rare label', query: { label: 'rare14' } },
  { name: 'list an old label', query: { label: 'old' } },
  { name: 'list an old label due', query: { label: 'old', sort: 'due', status: 'pending' } },
  { name: 'today', query: { view: 'today' } },
  { name: 'upcoming', query: { view: 'upcoming' } },
  { name: 'overdue', query: { view: 'overdue' } },
  { name: 'search a word', query: { q: 'passport' } },
  { name: 'search two words', query: { q: 'passport milk' } },
  { name: 'search a beginning', query: { q: 'p' } },
  { name: 'search by priority', query: { q: 'passport', sort: 'priority' } },
  { name: 'search one task', query: { q: '77777' } },
  { name: 'search an old word', query: { q: 'attic' } },
  { name: 'search nothing', query: { q: 'zebra' } },
];

const { values } = parseArgs({
  options: { tasks: { type: 'string', default: '100000' }, requests: { type: 'string', default: '400' } },
});
const count = Number(values.tasks);
const requests = Number(values.requests);
const say = (line: string) => process.stdout.write(`${line}\n`);

const server = await createPostgresServer();
const database = openBenchDatabase(server.url, 300_000);
const failures: string[] = [];
try {
  await database.migrate();
  const now = new Date();
  await seedTasks(database.db, { accountId: account, count, now });
  await sql`
    insert into projects (id, account_id, name, colour, position, created_at, updated_at)
    values (${smallProject}, ${account}, 'Small', 'grey', 0, ${now}, ${now})`.execute(database.db);
  const other = crypto.randomUUID();
  await sql`insert into accounts (id) values (${other})`.execute(database.db);
  await seedTasks(database.db, { accountId: other, count: Math.ceil(count / 5), now });
  await sql`vacuum analyze`.execute(database.db);
  const { rows: projects } = await sql<{ id: string }>`
    select id from projects where account_id = ${account} and id <> ${smallProject} limit 1`.execute(
    database.db,
  );
  say(`${count} tasks in the account; ${requests} requests each, two at a time`);

  const api = startApiProcess({
    DATABASE_URL: server.url,
    HOST: '127.0.0.1',
    PORT: '0',
    LOG_LEVEL: 'info',
    DRAIN_MS: '0',
  });
  const { port } = await api.logged('listening');
  await api.logged('ready');
  const base = `http://127.0.0.1:${port}/api/tasks`;
  say(`${'question'.padEnd(22)} ${'p50 ms'.padStart(8)} ${'p99 ms'.padStart(8)}   index`);
  for (const question of questions) {
    const query = question.query.projectId === '' ? { projectId: projects[0]?.id ?? '' } : question.query;
    const url = `${base}?${new URLSearchParams(query)}`;
    await ask(url, 20);
    const ms = (await Promise.all([ask(url, requests / 2), ask(url, requests / 2)])).flat();
    const [p50, p99] = [percentile(ms, 0.5), percentile(ms, 0.99)];
    const indexes = await plans(query);
    say(
      `${question.name.padEnd(22)} ${p50.toFixed(1).padStart(8)} ${p99.toFixed(1).padStart(8)}   ${indexes.join(', ')}`,
    );
    if (p99 > p99LimitMs) failures.push(`${question.name}: p99 is ${p99.toFixed(1)} ms`);
  }
  const deep = await walk(`${base}?limit=200`, 100);
  say(
    `${'list, page by page'.padEnd(22)} ${percentile(deep, 0.5).toFixed(1).padStart(8)} ${percentile(deep, 0.99).toFixed(1).padStart(8)}   (200 each)`,
  );
  api.child.kill('SIGTERM');
  await once(api.child, 'exit');
} finally {
  await database.close();
  await server.remove();
}
for (const failure of failures) say(`too slow, or without an index: ${failure}`);
process.exitCode = failures.length === 0 ? 0 : 1;

/** One after the other, over one kept connection. Milliseconds each. */
async function ask(url: string, times: number): Promise<number[]> {
  const ms: number[] = [];
  for (let index = 0; index < times; index++) {
    const started = performance.now();
    const response = await fetch(url);
    await response.text();
    ms.push(performance.now() - started);
    if (response.status !== 200) throw new Error(`${url} answered ${response.status}`);
  }
  return ms;
}

async function walk(url: string, pages: number): Promise<number[]> {
  const ms: number[] = [];
  let cursor: string | null = '';
  for (let index = 0; index < pages && cursor !== null; index++) {
    const started = performance.now();
    const response = await fetch(cursor === '' ? url : `${url}&cursor=${cursor}`);
    cursor = ((await response.json()) as TaskList).nextCursor;
    ms.push(performance.now() - started);
  }
  return ms;
}

/** The indexes of all plans that lead to the question's answer; a failure where one reads the table from end to end. */
async function plans(query: TaskQueryInput): Promise<string[]> {
  const asked = toPageQuery(taskQuery.parse(query), { timeZone: 'UTC', now: Temporal.Now.instant() });
  if (!asked.ok) throw new Error(asked.detail);
  const scope = { accountId: account, timeZone: 'UTC', client: 'api' } as const;
  const indexes = new Set<string>();
  for (const way of pageWays(asked.query)) {
    const { text, values } = pageStatement(scope, asked.query, { way });
    const explained = await database.db.executeQuery(
      CompiledQuery.raw(`explain (format json) ${text}`, values),
    );
    const json = JSON.stringify(explained.rows);
    if (/"Node Type":"Seq Scan"[^{}]*"Relation Name":"tasks"/.test(json))
      failures.push(`${JSON.stringify(query)}: reads the whole table`);
    for (const [, name] of json.matchAll(/"Index Name":"(\w+)"/g)) indexes.add(name ?? '');
    const answer = await database.db.executeQuery<{ complete: boolean }>(CompiledQuery.raw(text, values));
    if (answer.rows[0]?.complete) break;
  }
  return [...indexes];
}
