/** Several clients of an account stay in step, across replicas, and no other account hears of it. */

import { type ChangeEvent, type ChangeKind, changeKinds } from '@todo-chatbot/contracts';
import { afterEach, expect, it, vi } from 'vitest';
import type { Database } from '../src/database/database.ts';
import { type ChangeFeed, createChangeFeed } from '../src/live/change-feed.ts';
import { createLog } from '../src/log.ts';
import { insertAccount } from './account-rows.ts';
import { createTestApp } from './app-fixture.ts';
import { createTestClient, createTestDomain } from './domain-fixture.ts';
import { describeOnDatabases } from './on-databases.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});
const stranger = { id: '00000000-0000-4000-8000-0000000000aa', timeZone: 'UTC' };
const log = createLog({ level: 'fatal', base: {}, destination: { write: () => undefined } });
const patient = { timeout: 30_000 };

function feedOn(database: Pick<Database, 'listen'>): ChangeFeed {
  const feed = createChangeFeed({
    listen: database.listen,
    wait: (ms, signal) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(resolve, Math.min(ms, 20));
        signal.addEventListener('abort', () => {
          clearTimeout(timer);
          reject(signal.reason);
        });
      }),
    log,
  });
  feed.start();
  ends.push(() => feed.stop());
  return feed;
}

/** What a client has heard so far, read from its stream as it comes. */
async function follow(
  database: Database,
  options: { readonly account?: typeof stranger; readonly feed: ChangeFeed; readonly closing?: AbortSignal },
) {
  const { domain } = createTestDomain(database);
  const { app } = createTestApp({
    domain,
    feed: options.feed,
    ...(options.account !== undefined && { account: options.account }),
    ...(options.closing !== undefined && { closing: options.closing }),
  });
  const response = await app.request('/api/events');
  const heard: ChangeKind[][] = [];
  let ended = false;
  const reading = (async () => {
    let rest = '';
    for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
      rest += new TextDecoder().decode(chunk);
      const blocks = rest.split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const data = /^event: change\ndata: (.*)$/m.exec(block)?.[1];
        if (data !== undefined) heard.push((JSON.parse(data) as ChangeEvent).kinds);
      }
    }
    ended = true;
  })();
  return { response, heard, ended: () => ended, reading };
}

describeOnDatabases('live changes', (database) => {
  it('reach every replica, by kind, and only the clients of the account', async () => {
    const replicas = [feedOn(database()), feedOn(database())] as const;
    const [one, other, strange] = await Promise.all([
      follow(database(), { feed: replicas[0] }),
      follow(database(), { feed: replicas[1] }),
      follow(database(), { feed: replicas[1], account: stranger }),
    ]);
    expect(one.response.headers.get('content-type')).toContain('text/event-stream');
    expect(one.response.headers.get('cache-control')).toBe('no-cache, no-transform');
    await vi.waitFor(() => expect(one.heard[0]).toEqual([...changeKinds]), patient);

    const { send } = createTestClient(database());
    // Announced before anybody listens is heard by nobody: asked again until both hear.
    await vi.waitFor(async () => {
      await send('POST', '/projects', { name: `p ${Math.random()}` });
      for (const { heard } of [one, other]) expect(heard).toContainEqual(['projects']);
    }, patient);
    expect(one.heard).not.toContainEqual(['tasks']);
    expect((await send('POST', '/tasks', { title: 'milk' })).status).toBe(201);
    for (const { heard } of [one, other])
      await vi.waitFor(() => expect(heard).toContainEqual(['tasks']), patient);
    expect((await send('POST', '/labels', { name: 'home' })).status).toBe(201);
    await vi.waitFor(() => expect(one.heard).toContainEqual(['labels']), patient);
    // The stranger's stream is open and has heard nothing but its own beginning.
    expect(strange.heard).toEqual([[...changeKinds]]);
    await insertAccount(database(), stranger);
    await createTestClient(database(), stranger).send('POST', '/tasks', { title: 'own' });
    await vi.waitFor(() => expect(strange.heard).toContainEqual(['tasks']), patient);
  });

  it('of projects and labels tell of the tasks that change with them, and so does taking them back', async () => {
    const { heard } = await follow(database(), { feed: feedOn(database()) });
    const { send } = createTestClient(database());
    await vi.waitFor(async () => {
      await send('POST', '/projects', { name: `p ${Math.random()}` });
      expect(heard).toContainEqual(['projects']);
    }, patient);
    const task = { title: 'a', projectName: 'Home', labels: ['x'] };
    const { projectId } = (await (await send('POST', '/tasks', task)).json()) as { projectId: string };
    await vi.waitFor(() => expect(heard).toContainEqual(['labels']), patient);
    const { labels } = (await (await send('GET', '/labels')).json()) as { labels: { id: string }[] };
    const hears = async (act: () => Promise<Response>, kinds: readonly ChangeKind[]) => {
      heard.length = 0;
      expect((await act()).ok).toBe(true);
      await vi.waitFor(() => expect(new Set(heard.flat())).toEqual(new Set(kinds)), patient);
    };
    await hears(() => send('DELETE', `/projects/${projectId}`), ['projects', 'tasks']);
    await hears(() => send('POST', '/undo'), ['projects', 'tasks']);
    await hears(() => send('PATCH', `/labels/${labels[0]?.id}`, { name: 'y' }), ['labels', 'tasks']);
    await hears(() => send('POST', '/undo'), ['labels', 'tasks']);
    await hears(() => send('PATCH', '/account', { timeZone: 'Asia/Karachi' }), ['account']);
  });

  it('end when the process leaves, so that clients go elsewhere', async () => {
    const closing = new AbortController();
    const { reading, ended, heard } = await follow(database(), {
      feed: feedOn(database()),
      closing: closing.signal,
    });
    await vi.waitFor(() => expect(heard).toHaveLength(1), patient);
    expect(ended()).toBe(false);
    closing.abort();
    await reading;
    expect(ended()).toBe(true);
  });
});

it('lost with the database come back with it: everybody reads everything again', async () => {
  let attempts = 0;
  let lose: () => void = () => undefined;
  const feed = feedOn({
    listen: async ({ onLost }) => {
      attempts += 1;
      if (attempts === 2) throw new Error('not there');
      lose = onLost;
      return { stop: async () => undefined };
    },
  });
  const heard: (readonly ChangeKind[])[] = [];
  feed.subscribe('a', (kinds) => heard.push(kinds));
  await vi.waitFor(() => expect(attempts).toBe(1), patient);
  lose();
  await vi.waitFor(() => expect(heard).toEqual([changeKinds]), patient);
  expect(attempts).toBe(3);
});
