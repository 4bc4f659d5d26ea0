/**
 * `npm run bench:api`: this API against FastAPI, uvicorn and asyncpg doing the same on the same tables of the same
 * PostgreSQL. One CPU for the service under test, the other for load and database; runs alternate. Prints requests per CPU
 * second of the service's process, p99 and resident memory; fails below the targets of the project.
 *
 * `chat` is `POST /api/chat` with the built-in assistant, answered as one JSON object: each turn begins a conversation, and
 * adds a task or lists the pending ones. Both keep the conversation, both messages, the task and its activity, and answer
 * with the same call. It has no target, as the work is not the same: this API understands free text, reads up to 250 tasks
 * that a text may mean, runs the loop of model and tools that a hosted model runs too, and keeps the reply under a lease
 * before and after each change, so that a crash in the middle adds nothing twice; FastAPI has two regular expressions and
 * one transaction.
 *
 *   --only NAME     one operation: list, create, complete or chat
 *   --rounds N      measured runs of each service and operation (3)
 *   --requests N    requests of each run (3000); of chat a tenth
 *   --connections N kept connections (16)
 */

import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { createPostgresServer, freePort } from '../test/postgres-server.ts';
import { pythonEnvironment } from '../test/python-environment.ts';
import { openBenchDatabase } from './bench-database.ts';
import { chatTurn, checkChat, prepareChat } from './chat-turns.ts';
import { closedLoad, type LoadRequest } from './closed-load.ts';
import { percentile } from './latencies.ts';
import { cpuSeconds, residentMiB } from './process-usage.ts';

const account = '00000000-0000-4000-8000-000000000001';
/** What the comparison runs on. */
const fastapiPackages = [
  'fastapi==0.165.0',
  'pydantic==2.14.4',
  'uvicorn==0.54.0',
  'uvloop==0.23.0',
  'httptools==0.9.0',
  'asyncpg==0.32.0',
];
const targets = { ratio: 4, residentMiB: 120 };
const operations = ['list', 'create', 'complete', 'chat'] as const;
type Operation = (typeof operations)[number];
type Service = { readonly name: string; readonly port: number; readonly child: ChildProcess };
type Run = { readonly perCpuSecond: number; readonly p99: number; readonly residentMiB: number };

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    rounds: { type: 'string', default: '3' },
    requests: { type: 'string', default: '3000' },
    connections: { type: 'string', default: '16' },
  },
});
const rounds = Number(values.rounds);
const requests = Number(values.requests);
const connections = Number(values.connections);
const chosen = operations.filter((name) => values.only === undefined || values.only === name);
if (chosen.length === 0) throw new Error(`--only is one of ${operations.join(', ')}`);
const say = (line: string) => process.stdout.write(`${line}\n`);

const server = await createPostgresServer();
const database = openBenchDatabase(server.url, 120_000);
const services: Service[] = [];
const failures: string[] = [];
try {
  await database.migrate();
  await pending(1000);
  services.push(await startApi(server.url), await startFastapi(server.url, await fastapiPython()));
  const [ours, theirs] = services as [Service, Service];
  say(
    `${rounds} runs of ${requests} requests each over ${connections} connections, alternating; load average ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} CPUs`,
  );
  say('operation   requests per CPU second          p99 ms              resident MiB');
  say('              API  FastAPI  ratio       API  FastAPI       API  FastAPI');
  for (const operation of chosen) {
    const count = operation === 'chat' ? Math.ceil(requests / 10) : requests;
    for (const service of services) await measure(service, operation, Math.min(1000, count));
    const runs = new Map<Service, Run[]>(services.map((service) => [service, []]));
    for (let round = 0; round < rounds; round++) {
      for (const service of services) runs.get(service)?.push(await measure(service, operation, count));
    }
    const [a, b] = [middle(runs.get(ours) ?? []), middle(runs.get(theirs) ?? [])];
    const ratio = a.perCpuSecond / b.perCpuSecond;
    const cells = [
      operation.padEnd(10),
      a.perCpuSecond.toFixed(0).padStart(6),
      b.perCpuSecond.toFixed(0).padStart(8),
      ratio.toFixed(1).padStart(6),
      a.p99.toFixed(1).padStart(9),
      b.p99.toFixed(1).padStart(8),
      a.residentMiB.toFixed(0).padStart(9),
      b.residentMiB.toFixed(0).padStart(8),
    ];
    say(cells.join(' '));
    if (operation === 'chat') continue;
    if (ratio < targets.ratio)
      failures.push(
        `${operation}: ${ratio.toFixed(1)} times the requests per CPU second, wanted ${targets.ratio}`,
      );
    if (a.p99 >= b.p99)
      failures.push(`${operation}: p99 is ${a.p99.toFixed(1)} ms, theirs ${b.p99.toFixed(1)} ms`);
    if (a.residentMiB > targets.residentMiB)
      failures.push(`${operation}: ${a.residentMiB.toFixed(0)} MiB resident, wanted ${targets.residentMiB}`);
  }
} finally {
  for (const { child } of services) {
    child.kill('SIGTERM');
    if (child.exitCode === null) await once(child, 'exit');
  }
  await database.close();
  await server.remove();
}
for (const failure of failures) say(`below the target: ${failure}`);
process.exitCode = failures.length === 0 ? 0 : 1;

async function measure(service: Service, operation: Operation, count: number): Promise<Run> {
  const pid = service.child.pid ?? 0;
  const next = await requestsOf(operation, count);
  const before = await cpuSeconds(pid);
  const latencies = await closedLoad({
    port: service.port,
    connections,
    next,
    expectStatus: operation === 'create' ? 201 : 200,
  });
  const used = (await cpuSeconds(pid)) - before;
  if (operation === 'chat') await checkChat(database.db, count);
  return {
    perCpuSecond: count / used,
    p99: percentile(latencies, 0.99),
    residentMiB: await residentMiB(pid),
  };
}

async function requestsOf(operation: Operation, count: number): Promise<() => LoadRequest | null> {
  const ids = operation === 'complete' ? await pending(count) : [];
  if (operation === 'chat') await prepareChat(database.db, pending);
  let sent = 0;
  return () => {
    if (sent >= count) return null;
    sent += 1;
    switch (operation) {
      case 'list':
        return { method: 'GET', path: '/api/tasks' };
      case 'create':
        return {
          method: 'POST',
          path: '/api/tasks',
          headers: { 'idempotency-key': randomUUID() },
          body: JSON.stringify({ title: `Buy milk ${sent}`, notes: 'two litres', priority: 'p2' }),
        };
      case 'complete':
        return { method: 'POST', path: `/api/tasks/${ids[sent - 1]}/complete` };
      case 'chat':
        return chatTurn(sent);
    }
  };
}

/** Makes tasks that are still to be done; their ids. */
async function pending(count: number): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    insert into tasks (id, account_id, title, notes, words, labels, created_at, updated_at)
    select gen_random_uuid(), ${account}::uuid, 'Task ' || n, 'some notes', 'task ' || n || ' some notes', array['errand'], now(), now()
    from generate_series(1, ${count}::int) as n returning id`.execute(database.db);
  return rows.map(({ id }) => id);
}

function middle(runs: readonly Run[]): Run {
  const of = (pick: (run: Run) => number) => percentile(runs.map(pick), 0.5);
  return {
    perCpuSecond: of((r) => r.perCpuSecond),
    p99: of((r) => r.p99),
    residentMiB: of((r) => r.residentMiB),
  };
}

/** Built as for the image: `npm run build --workspace apps/api` comes first. */
async function startApi(url: string): Promise<Service> {
  const port = await freePort();
  const main = join(import.meta.dirname, '../dist/main.mjs');
  const image = await imageSettings();
  const env = {
    ...image.env,
    PATH: process.env.PATH,
    NODE_ENV: 'production',
    DATABASE_URL: url,
    HOST: '127.0.0.1',
    PORT: String(port),
    DRAIN_MS: '0',
  };
  const args = ['-c', '0', process.execPath, ...image.flags, main];
  return await started('API', port, '/api/ready', spawn('taskset', args, { env, stdio: 'ignore' }));
}

/** What the image gives to Node.js and its allocator. */
async function imageSettings(): Promise<{ flags: readonly string[]; env: Record<string, string> }> {
  const file = join(import.meta.dirname, '../../../deploy/docker/Dockerfile.backend');
  const text = await readFile(file, 'utf8');
  const [, entrypoint] = /^ENTRYPOINT (\[.*\])$/m.exec(text) ?? [];
  const [, arenas] = /\bMALLOC_ARENA_MAX=(\d+)/.exec(text) ?? [];
  if (entrypoint === undefined || arenas === undefined)
    throw new Error(`no ENTRYPOINT or no MALLOC_ARENA_MAX in ${file}`);
  const flags = (JSON.parse(entrypoint) as readonly string[]).filter((argument) => argument.startsWith('--'));
  return { flags, env: { MALLOC_ARENA_MAX: arenas } };
}

async function fastapiPython(): Promise<string> {
  const programs = await pythonEnvironment({ name: 'bench', packages: fastapiPackages, env: process.env });
  return join(programs, 'python');
}

async function startFastapi(url: string, python: string): Promise<Service> {
  const port = await freePort();
  const args = [
    '-c',
    '0',
    python,
    '-m',
    'uvicorn',
    '--app-dir',
    import.meta.dirname,
    'fastapi-app:app',
    '--host',
    '127.0.0.1',
    '--port',
    String(port),
  ];
  const env = { PATH: process.env.PATH, DATABASE_URL: url, PYTHONDONTWRITEBYTECODE: '1' };
  return await started('FastAPI', port, '/openapi.json', spawn('taskset', args, { env, stdio: 'ignore' }));
}

async function started(name: string, port: number, path: string, child: ChildProcess): Promise<Service> {
  for (let attempt = 0; attempt < 600; attempt++) {
    if (child.exitCode !== null) throw new Error(`${name} ended with ${child.exitCode}`);
    const answer = await fetch(`http://127.0.0.1:${port}${path}`).catch(() => null);
    if (answer?.ok) return { name, port, child };
    await wait(100);
  }
  throw new Error(`${name} does not answer`);
}
