/** Two replicas whose PostgreSQL goes away under load and comes back: nothing acknowledged is lost, nobody restarts. */

import { randomUUID } from 'node:crypto';
import { type ChangeEvent, changeKinds, problem } from '@todo-chatbot/contracts';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type ApiProcess, startApiProcess } from './api-process.ts';
import { createPostgresServer, type PostgresServer, whyNoPostgres } from './postgres-server.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 60_000 });
const patient = { timeout: 120_000, interval: 50 };

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function startReplica(server: PostgresServer): Promise<{ api: ApiProcess; base: string }> {
  const api = startApiProcess({ PORT: '0', HOST: '127.0.0.1', DRAIN_MS: '0', DATABASE_URL: server.url });
  ends.push(async () => {
    api.child.kill('SIGKILL');
    await api.ended;
  });
  const { port } = await api.logged('listening');
  await api.logged('ready');
  return { api, base: `http://127.0.0.1:${port}` };
}

/** What a client of `/api/events` hears, and whether its stream is still open. */
async function follow(base: string) {
  const leave = new AbortController();
  const response = await fetch(`${base}/api/events`, { signal: leave.signal });
  const heard: (readonly string[])[] = [];
  let open = true;
  const reading = (async () => {
    let rest = '';
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const blocks = `${rest}${chunk}`.split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const data = /^event: change\ndata: (.*)$/m.exec(block)?.[1];
        if (data !== undefined) heard.push((JSON.parse(data) as ChangeEvent).kinds);
      }
    }
  })()
    .catch(() => undefined)
    .finally(() => {
      open = false;
    });
  ends.push(() => {
    leave.abort();
    return reading;
  });
  return { heard, open: () => open };
}

const add = (base: string, title: string, key: string) =>
  fetch(`${base}/api/tasks`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify({ title }),
  });

async function titles(base: string): Promise<readonly string[]> {
  const found: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page = await fetch(`${base}/api/tasks?limit=200${cursor && `&cursor=${cursor}`}`);
    const { tasks, nextCursor } = (await page.json()) as {
      tasks: readonly { title: string }[];
      nextCursor: string | null;
    };
    found.push(...tasks.map(({ title }) => title));
    cursor = nextCursor;
  }
  return found;
}

describe.skipIf(whyNoPostgres)(
  `a database that goes away${whyNoPostgres ? `: skipped, ${whyNoPostgres}` : ''}`,
  () => {
    it.each(['fast', 'crash'] as const)(
      '(%s) and comes back is borne by every replica, its connections and its listeners',
      async (how) => {
        const server = await createPostgresServer();
        ends.push(() => server.remove());
        const replicas = [await startReplica(server), await startReplica(server)] as const;
        const bases = replicas.map(({ base }) => base);
        const [writing, other] = bases as [string, string];
        const listener = await follow(other);
        await vi.waitFor(() => expect(listener.heard).toEqual([changeKinds]), patient);

        // Twenty writers that go on while the database is taken away, each write under a key of its own.
        const written: { readonly title: string; readonly key: string; readonly status: number }[] = [];
        let writers = true;
        const load = Promise.all(
          Array.from({ length: 20 }, async (_, writer) => {
            for (let n = 0; writers; n++) {
              const title = `task ${writer}-${n}`;
              const key = randomUUID();
              const response = await add(writing, title, key);
              await response.arrayBuffer();
              written.push({ title, key, status: response.status });
              if (response.status !== 201) return;
            }
          }),
        );
        await vi.waitFor(() => expect(written.length).toBeGreaterThan(40), patient);
        await server.stop(how);
        await load;
        writers = false;

        for (const base of bases) {
          for (const path of ['/api/ready', '/api/tasks', '/api/tasks/counts', '/api/conversations']) {
            const refused = await fetch(`${base}${path}`);
            expect(refused.status, path).toBe(503);
            expect(Number(refused.headers.get('retry-after')), path).toBeGreaterThan(0);
            if (path !== '/api/ready') expect(problem.parse(await refused.json()).code).toBe('unavailable');
          }
          expect((await fetch(`${base}/api/health`)).status).toBe(200);
        }
        expect(listener.open()).toBe(true);
        const before = listener.heard.length;

        await server.start();
        for (const base of bases)
          await vi.waitFor(async () => expect((await fetch(`${base}/api/ready`)).status).toBe(200), patient);
        // Every connection of the pool, three times over.
        for (const base of bases) {
          const many = await Promise.all(
            Array.from({ length: 30 }, () => fetch(`${base}/api/tasks?limit=1`)),
          );
          expect(many.map(({ status }) => status)).toEqual(many.map(() => 200));
        }

        // Nobody writes: the client is told to read again what it may have missed, over the stream that it had.
        await vi.waitFor(
          () => expect(listener.heard.slice(before)).toContainEqual([...changeKinds]),
          patient,
        );
        expect(listener.open()).toBe(true);

        expect(new Set(written.map(({ status }) => status))).toEqual(new Set([201, 503]));
        const acknowledged = written.filter(({ status }) => status === 201).map(({ title }) => title);
        expect(await titles(other)).toEqual(expect.arrayContaining(acknowledged));
        // Of what was refused nobody knows whether it is stored; sent again under its key, it is there once.
        for (const { title, key } of written.filter(({ status }) => status === 503))
          expect((await add(other, title, key)).status).toBe(201);
        expect([...(await titles(writing))].sort()).toEqual(written.map(({ title }) => title).sort());

        const told = listener.heard.length;
        expect((await add(writing, 'after all', randomUUID())).status).toBe(201);
        await vi.waitFor(() => expect(listener.heard.slice(told)).toContainEqual(['tasks']), patient);

        for (const { api } of replicas) {
          expect(api.lines.filter(({ level }) => level === 'error' || level === 'fatal')).toEqual([]);
          api.child.kill('SIGTERM');
          expect(await api.ended).toBe(0);
        }
      },
    );
  },
);
