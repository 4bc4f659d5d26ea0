import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startApiProcess } from './api-process.ts';
import { createPostgresServer, whyNoPostgres } from './postgres-server.ts';

// A build and whole processes: slow on a machine that is busy, and never measured by this limit.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

describe.skipIf(whyNoPostgres)('the bundle, far from node_modules', () => {
  let folder: string;
  let server: Awaited<ReturnType<typeof createPostgresServer>>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'todo-bundle-'));
    server = await createPostgresServer();
    await promisify(execFile)(process.execPath, [join(import.meta.dirname, '../build.ts'), folder]);
  });
  afterAll(async () => {
    await server?.remove();
    await rm(folder, { recursive: true, force: true });
  });

  it('has every part that is loaded when it is needed: traces, assistants, MCP, files and feeds', async () => {
    const api = startApiProcess(
      {
        HOST: '127.0.0.1',
        PORT: '0',
        DRAIN_MS: '0',
        DATABASE_URL: server.url,
        // Nobody listens on port 1: the hosted model fails, and the built-in one answers instead.
        OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1/',
        ASSISTANT_PROVIDER: 'openai-compatible',
        ASSISTANT_MODEL: 'none',
        ASSISTANT_BASE_URL: 'http://127.0.0.1:1/v1',
      },
      [],
      join(folder, 'main.mjs'),
    );
    const base = `http://127.0.0.1:${(await api.logged('listening')).port}`;
    await api.logged('ready');
    const post = (path: string, body: unknown) =>
      fetch(`${base}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
        body: JSON.stringify(body),
      });

    const chat = await post('/api/chat', { message: 'add buy milk' });
    expect(await chat.json()).toMatchObject({ toolCalls: [{ name: 'add_task' }] });
    const mcp = await post('/mcp', { jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} });
    expect(await mcp.text()).toContain('complete_task');
    const quick = await post('/api/tasks/quick-add', { text: 'pay rent every month on the 1st' });
    expect(quick.status).toBe(201);
    expect(await (await fetch(`${base}/api/export?format=csv`)).text()).toContain('buy milk');
    expect((await fetch(`${base}/api/docs`)).status).toBe(200);
    expect((await fetch(`${base}/metrics`)).status).toBe(200);

    api.child.kill('SIGTERM');
    expect(await api.ended).toBe(0);
  });

  it('starts without what only some replicas need', async () => {
    const first = await readFile(join(folder, 'main.mjs'), 'utf8');
    const atStart = [...first.matchAll(/(?:from|import)"\.\/([\w-]+\.mjs)"/g)].map(([, name]) => name ?? '');
    const files = await Promise.all(atStart.map((name) => readFile(join(folder, name), 'utf8')));
    expect(atStart.length).toBeGreaterThan(0);
    const rare = /function (?:createMcpHandler|streamText|createAnthropic)\b|class OTLPTraceExporter\b/;
    expect([first, ...files].filter((text) => rare.test(text)).length).toBe(0);
    // The same words do find them where they are.
    const all = await Promise.all(
      (await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')),
    );
    expect(all.filter((text) => rare.test(text)).length).toBeGreaterThan(0);
  });
});
