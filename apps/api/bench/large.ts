/**
 * `npm run bench:large`: 100,000 tasks in one account, on the machine's own PostgreSQL, asked over HTTP on loopback by two
 * clients at once. Prints p50 and p99 of each question; fails where list, search or "today" takes longer than 30 ms at
 * p99, or where the plan of a question reads the whole table.
 *
 *   --tasks N      tasks of the account (100000); a neighbour has a fifth as many
 *   --requests N   requests of each question (400)
 */

import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { type TaskList, type TaskQueryInput, taskQuery } from '@todo-chatbot/contracts';
import { CompiledQuery, sql } from 'kysely';
import { pageStatement } from '../src/database/tasks/page-statement.ts';
import { toPageQuery } from '../src/todos/task-page-query.ts';
import { startApiProcess } from '../test/api-process.ts';
import { createPostgresServer } from '../test/postgres-server.ts';
import { openBenchDatabase } from './bench-database.ts';
import { percentile } from './latencies.ts';
import { seedTasks } from './seed-tasks.ts';

const p99LimitMs = 30;
const account = '00000000-0000-4000-8000-000000000001';

type Question = { readonly name: string; readonly query: Record<string, string>; readonly limited: boolean };
const questions: readonly Question[] = [
  { name: 'list', query: {}, limited: true },
  { name: 'list pending', query: { status: 'pending' }, limited: true },
  { name: 'list completed', query: { status: 'completed' }, limited: true },
  { name: 'list by priority', query: { status: 'pending', sort: 'priority' }, limited: true },
  { name: 'list a project', query: { projectId: '' }, limited: true },
  { name: 'list a label', query: { label: 'errand' }, limited: false },
  { name: 'list a rare label', query: { label: 'rare14' }, limited: true },
  { name: 'today', query: { view: 'today' }, limited: true },
  { name: 'upcoming', query: { view: 'upcoming' }, limited: true },
  { name: 'overdue', query: { view: 'overdue' }, limited: true },
  { name: 'search a word', query: { q: 'passport' }, limited: true },
  { name: 'search two words', query: { q: 'passport milk' }, limited: true },
  { name: 'search a beginning', query: { q: 'p' }, limited: true },
  { name: 'search one task', query: { q: '77777' }, limited: true },
  { name: 'search nothing', query: { q: 'zebra' }, limited: true },
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
  const other = crypto.randomUUID();
  await sql`insert into accounts (id) values (${other})`.execute(database.db);
  await seedTasks(database.db, { accountId: other, count: Math.ceil(count / 5), now });
  await sql`vacuum analyze`.execute(database.db);
  const { rows: projects } = await sql<{ id: string }>`
    select id from projects where account_id = ${account} limit 1`.execute(database.db);
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
    const indexes = await plan(query);
    say(
      `${question.name.padEnd(22)} ${p50.toFixed(1).padStart(8)} ${p99.toFixed(1).padStart(8)}   ${indexes.join(', ')}`,
    );
    if (question.limited && p99 > p99LimitMs) failures.push(`${question.name}: p99 is ${p99.toFixed(1)} ms`);
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

/** The indexes that the question's plan uses; a failure where it reads the table from end to end. */
async function plan(query: TaskQueryInput): Promise<string[]> {
  const asked = toPageQuery(taskQuery.parse(query), { timeZone: 'UTC', now: Temporal.Now.instant() });
  if (!asked.ok) throw new Error(asked.detail);
  const selective = query.q !== undefined || query.label !== undefined;
  const scope = { accountId: account, timeZone: 'UTC', client: 'api' } as const;
  const { text, values } = pageStatement(scope, asked.query, selective ? 'hits' : 'order');
  const explained = await database.db.executeQuery<{ 'QUERY PLAN': unknown }>(
    CompiledQuery.raw(`explain (format json) ${text}`, values),
  );
  const json = JSON.stringify(explained.rows);
  // A search that begins with hits may stop early in the table: where many tasks have the word, it finds enough at once.
  if (!selective && /"Node Type":"Seq Scan"[^{}]*"Relation Name":"tasks"/.test(json))
    failures.push(`${JSON.stringify(query)}: reads the whole table`);
  return [...new Set([...json.matchAll(/"Index Name":"(\w+)"/g)].map(([, name]) => name ?? ''))];
}
