import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { expect, it, vi } from 'vitest';
import { inMemory } from '../src/database/open-pglite.ts';
import { startApiProcess } from './api-process.ts';
import { createPostgresServer, whyNoPostgres } from './postgres-server.ts';

// A build and whole processes on a machine that may be busy.
vi.setConfig({ testTimeout: 300_000 });

type Attribute = { readonly key: string; readonly value: Readonly<Record<string, unknown>> };
type Span = {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly attributes: readonly Attribute[];
};

/** What an OTLP receiver was sent, as JSON. */
async function startReceiver(status: number) {
  const bodies: string[] = [];
  const keys: (string | string[] | undefined)[] = [];
  const server = createServer(async (request, response) => {
    keys.push(request.headers['x-receiver-key']);
    bodies.push(`${request.method} ${request.url} ${await text(request)}`);
    response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { bodies, keys, port: address.port, close: () => server.close() };
}

async function startTraced(receiver: number, env: Readonly<Record<string, string>> = {}, main?: string) {
  const api = startApiProcess(
    {
      PORT: '0',
      HOST: '127.0.0.1',
      DRAIN_MS: '0',
      PGLITE_DATA_DIR: inMemory,
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${receiver}/`,
      ...env,
    },
    [],
    main,
  );
  const port = (await api.logged('listening')).port;
  await api.logged('ready');
  return { api, url: `http://127.0.0.1:${port}` };
}

it('sends requests and their statements as spans of the trace of the caller, without any value, before it ends', async () => {
  const receiver = await startReceiver(200);
  const { api, url } = await startTraced(receiver.port);
  try {
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    const created = await fetch(`${url}/api/tasks`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', traceparent: `00-${traceId}-b7ad6b7169203331-01` },
      body: JSON.stringify({ title: 'secret title' }),
    });
    expect(created.status).toBe(201);
    const { id } = (await created.json()) as { id: string };
    await fetch(`${url}/api/tasks/${id}`);
    await fetch(`${url}/api/health`);
    api.child.kill('SIGTERM');
    expect(await api.ended).toBe(0);

    expect(receiver.bodies[0]).toMatch(/^POST \/v1\/traces \{/);
    const sent = receiver.bodies.join('\n');
    expect(sent).toContain('todo-chatbot-api');
    expect(sent).not.toContain('secret title');
    expect(sent).not.toContain(id);
    const spans = receiver.bodies.flatMap(spansOf);
    const creation = spans.find(({ name }) => name === 'POST /api/tasks');
    expect(creation).toMatchObject({ traceId, parentSpanId: 'b7ad6b7169203331' });
    const statements = spans.filter(({ parentSpanId }) => parentSpanId === creation?.spanId);
    expect(statements.length).toBeGreaterThan(0);
    for (const { traceId: of, attributes } of statements) {
      expect(of).toBe(traceId);
      expect(attributes.map(({ key }) => key)).toContain('db.query.text');
    }
    const reading = spans.find(({ name }) => name === 'GET /api/tasks/:id');
    expect(reading?.attributes).toContainEqual({
      key: 'http.response.status_code',
      value: { intValue: 200 },
    });
    expect(reading?.traceId).not.toBe(traceId);
    expect(spans.some(({ name }) => name.includes('health'))).toBe(false);
    // Whoever reads the log finds the trace.
    expect(api.lines.find(({ status }) => status === 201)).toMatchObject({ traceId });
  } finally {
    api.child.kill('SIGKILL');
    await api.ended;
    receiver.close();
  }
});

it.skipIf(whyNoPostgres)(
  'does so from the bundle of the image, with the headers of its environment',
  async () => {
    const receiver = await startReceiver(200);
    const server = await createPostgresServer();
    const folder = await mkdtemp(join(tmpdir(), 'todo-traced-'));
    await promisify(execFile)(process.execPath, [join(import.meta.dirname, '../build.ts'), folder]);
    const { api, url } = await startTraced(
      receiver.port,
      {
        NODE_ENV: 'production',
        DATABASE_URL: server.url,
        OTEL_EXPORTER_OTLP_HEADERS: 'x-receiver-key=from-the-secret',
      },
      join(folder, 'main.mjs'),
    );
    try {
      expect((await fetch(`${url}/api/tasks`)).status).toBe(200);
      api.child.kill('SIGTERM');
      expect(await api.ended).toBe(0);
      const spans = receiver.bodies.flatMap(spansOf);
      const request = spans.find(({ name }) => name === 'GET /api/tasks');
      expect(spans.some(({ parentSpanId }) => parentSpanId === request?.spanId)).toBe(true);
      expect(receiver.keys).toEqual(receiver.bodies.map(() => 'from-the-secret'));
      expect(JSON.stringify(api.lines)).not.toContain('from-the-secret');
    } finally {
      api.child.kill('SIGKILL');
      await api.ended;
      receiver.close();
      await server.remove();
      await rm(folder, { recursive: true, force: true });
    }
  },
);

it('ends as it should where the receiver refuses, and says so', async () => {
  const receiver = await startReceiver(400);
  const { api, url } = await startTraced(receiver.port);
  try {
    expect((await fetch(`${url}/api/tasks`)).status).toBe(200);
    api.child.kill('SIGTERM');
    expect(await api.ended).toBe(0);
    expect(api.lines.map(({ msg }) => msg)).toContain('traces were not sent');
  } finally {
    api.child.kill('SIGKILL');
    await api.ended;
    receiver.close();
  }
});

function spansOf(body: string): readonly Span[] {
  const { resourceSpans } = JSON.parse(body.slice(body.indexOf('{'))) as {
    resourceSpans: readonly { scopeSpans: readonly { spans: readonly Span[] }[] }[];
  };
  return resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));
}
