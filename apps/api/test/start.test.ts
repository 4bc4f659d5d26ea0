import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { migrations } from '../src/database/migrations/index.ts';
import { type ApiProcess, startApiProcess } from './api-process.ts';
import { createPostgresServer, freePort, whyNoPostgres } from './postgres-server.ts';

// Whole processes and servers: slow on a machine that is busy, and never measured by this limit.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const started: ApiProcess[] = [];
function start(env: Record<string, string>, ...args: string[]): ApiProcess {
  const api = startApiProcess({ PORT: '0', HOST: '127.0.0.1', DRAIN_MS: '0', ...env }, args);
  started.push(api);
  return api;
}

afterEach(async () => {
  for (const api of started.splice(0)) {
    api.child.kill('SIGKILL');
    await api.ended;
  }
});

async function address(api: ApiProcess): Promise<string> {
  return `http://127.0.0.1:${(await api.logged('listening')).port}`;
}

/** Asks until the answer has this status; the test's own time-out is the limit. */
async function untilStatus(url: string, status: number): Promise<void> {
  while ((await fetch(url)).status !== status) await wait(50);
}

describe('a start that cannot succeed', () => {
  it('with a wrong configuration ends with 78 and all problems', async () => {
    const api = start({ PORT: 'http', DATABASE_URL: 'hunter2' });
    expect(await api.ended).toBe(78);
    expect(api.stderr()).toMatch(/PORT must be a whole number[\s\S]*DATABASE_URL must be a URL/);
    expect(api.stderr()).not.toContain('hunter2');
  });

  it('with a command that does not exist ends with 64', async () => {
    const api = start({}, 'dance');
    expect(await api.ended).toBe(64);
    expect(api.stderr()).toContain('serve, migrate, version');
  });

  it('on a port that is taken ends with 1 and names it', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const taken = other.address();
    if (taken === null || typeof taken === 'string') throw new Error('no port');
    const api = start({ PORT: String(taken.port) });
    expect(await api.ended).toBe(1);
    expect(api.lines.at(-1)).toMatchObject({
      level: 'fatal',
      msg: `port ${taken.port} is taken; stop what uses it, or set PORT`,
    });
    other.close();
  });
});

describe('without a database to reach', () => {
  it('the service is alive but not ready, and ends with 1 when its time is over', async () => {
    const url = `postgresql://todo:hunter2@127.0.0.1:${await freePort()}/tasks`;
    const api = start({ DATABASE_URL: url, DATABASE_STARTUP_TIMEOUT_MS: '1500' });
    const base = await address(api);
    expect((await fetch(`${base}/api/health`)).status).toBe(200);
    const ready = await fetch(`${base}/api/ready`);
    expect(ready.status).toBe(503);
    expect(await ready.json()).toMatchObject({ detail: 'The service is waiting for its database' });
    expect((await fetch(`${base}/api/tasks`)).status).toBe(503);
    expect(await api.ended).toBe(1);
    expect(api.lines.some((line) => line.level === 'fatal')).toBe(true);
    expect(JSON.stringify(api.lines)).not.toContain('hunter2');
  });

  it('it still stops with 0 when asked', async () => {
    const api = start({ DATABASE_URL: `postgresql://todo@127.0.0.1:${await freePort()}/tasks` });
    await api.logged('waiting for the database');
    api.child.kill('SIGTERM');
    expect(await api.ended).toBe(0);
  });
});

it('the command migrate brings the tables up to date and ends', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'migrate-'));
  const migrated = start({ PGLITE_DATA_DIR: join(folder, 'data') }, 'migrate');
  expect(await migrated.ended).toBe(0);
  expect(migrated.lines.at(-1)).toMatchObject({ applied: migrations.map(({ name }) => name) });
  await rm(folder, { recursive: true });
});

describe.skipIf(whyNoPostgres)(`on PostgreSQL${whyNoPostgres ? `: skipped, ${whyNoPostgres}` : ''}`, () => {
  it('waits for the database at the start, and bears its loss later without a restart', async () => {
    const server = await createPostgresServer();
    try {
      await server.stop('fast');
      const api = start({ DATABASE_URL: server.url });
      const base = await address(api);
      await api.logged('waiting for the database');
      await server.start();
      await api.logged('ready');
      expect((await fetch(`${base}/api/tasks`)).status).toBe(200);

      await server.stop('crash');
      expect((await fetch(`${base}/api/ready`)).status).toBe(503);
      expect((await fetch(`${base}/api/tasks`)).status).toBe(503);
      expect((await fetch(`${base}/api/health`)).status).toBe(200);

      await server.start();
      await untilStatus(`${base}/api/ready`, 200);
      expect((await fetch(`${base}/api/tasks`)).status).toBe(200);
      api.child.kill('SIGTERM');
      expect(await api.ended).toBe(0);
    } finally {
      await server.remove();
    }
  });
});
