import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createChatClient } from '../../../test/chat-fixture.ts';
import type { Database } from '../../database/database.ts';
import { inMemory, openPglite } from '../../database/open-pglite.ts';

// It is Friday, 20 November 2026, 17:00 in Karachi.
let database: Database;
let client: ReturnType<typeof createChatClient>;
let conversationId: string | undefined;

beforeAll(async () => {
  database = openPglite({ dataDirectory: inMemory, pid: process.pid });
  await database.migrate();
}, 120_000);
afterAll(() => database.close());
beforeEach(async () => {
  await sql`truncate tasks, projects, labels, activity, idempotency_keys, conversations cascade`.execute(
    database.db,
  );
  client = createChatClient(database);
  conversationId = undefined;
});

/** The next message of one conversation. */
async function say(message: string) {
  const answer = await client.say({ message, conversationId });
  conversationId = answer.conversationId;
  return answer;
}

async function add(...titles: readonly string[]): Promise<void> {
  for (const title of titles) {
    client.clock.now = client.clock.now.add({ seconds: 1 });
    await client.send('POST', '/tasks', { title });
  }
}

it('adds a task with what was said about it', async () => {
  const answer = await say('Buy milk tomorrow at 5pm p1 #home @errand');
  expect(answer.toolCalls).toMatchObject([
    {
      name: 'add_task',
      status: 'done',
      input: {
        due: { at: '2026-11-21T17:00:00', timeZone: 'Asia/Karachi' },
        priority: 'p1',
        project: 'home',
        labels: ['errand'],
      },
    },
  ]);
  expect(answer.response).toMatch(/Added “.*milk”, due tomorrow at 17:00\./i);
});

it('lists, and knows afterwards which was the second one', async () => {
  await add('Buy milk', 'Pay rent', 'Call mom');
  const list = await say('show my tasks');
  expect(list.response).toContain('You have 3 pending tasks');
  const second = /2\. (.*)/.exec(list.response)?.[1];
  const done = await say('mark the second one done');
  expect(done.response).toBe(`Done: “${second}”.`);
  expect(await client.titles('completed')).toEqual([second]);
});

it('takes back what it did', async () => {
  await add('Buy milk');
  await say('complete buy milk');
  expect(await client.titles('completed')).toEqual(['Buy milk']);
  const undone = await say('undo that');
  expect(undone.response).toBe('Undone: “Buy milk”.');
  expect(await client.titles()).toEqual(['Buy milk']);
});

it('moves “it” to another day, at the time that it has', async () => {
  await say('Dentist tomorrow at 9am');
  const moved = await say('move it to Friday');
  expect(moved.toolCalls).toMatchObject([
    { name: 'reschedule_task', input: { due: { at: '2026-11-27T09:00:00', timeZone: 'Asia/Karachi' } } },
  ]);
  expect(moved.response).toMatch(/^Moved “Dentist” to Fri,? 27 Nov at 09:00\.$/i);
});

it('deletes many only after the person has agreed in words or by a button', async () => {
  await add('Pay taxes', 'File taxes', 'Buy milk');
  const asked = await say('delete everything about taxes');
  expect(asked.toolCalls).toMatchObject([{ name: 'update_tasks', status: 'awaiting-approval' }]);
  expect(asked.response).toContain('“Pay taxes”');
  expect(await client.titles()).toHaveLength(3);
  const done = await say('yes');
  expect(done.response).toContain('Deleted 2 tasks');
  expect(await client.titles()).toEqual(['Buy milk']);
  await say('undo');
  expect(await client.titles()).toHaveLength(3);
});

it('asks which one is meant, changes nothing, and understands the answer', async () => {
  await add('Call mom about the trip', 'Call mom about dinner');
  const asked = await say('complete call mom');
  expect(asked.toolCalls).toEqual([]);
  expect(asked.response).toContain('?');
  expect(await client.titles()).toHaveLength(2);
  // Another replica takes the answer: what was asked is in the conversation and nowhere else.
  client = createChatClient(database);
  const done = await say('the second one');
  expect(done.toolCalls).toMatchObject([{ name: 'complete_task', status: 'done' }]);
  expect(await client.titles('completed')).toHaveLength(1);
});

it('says what was finished in a stretch of time', async () => {
  await add('Buy milk', 'Pay rent');
  await say('complete buy milk');
  client.clock.now = client.clock.now.add({ hours: 24 * 7 });
  const answer = await say('what did I finish last week?');
  expect(answer.response).toContain('Buy milk');
  expect(answer.response).not.toContain('Pay rent');
});

it('counts a round of a repeating task as finished, though it is pending again', async () => {
  await client.send('POST', '/tasks', {
    title: 'Water the plants',
    due: { date: '2026-11-20' },
    recurrence: { rrule: 'FREQ=DAILY' },
  });
  await say('complete water the plants');
  expect(await client.titles()).toEqual(['Water the plants']);
  client.clock.now = client.clock.now.add({ hours: 24 * 7 });
  expect((await say('what did I finish last week?')).response).toContain('Water the plants');
});

it('says that it cannot do what is no matter of the list, and adds no task for it', async () => {
  const answer = await say('what is the weather in Lahore?');
  expect(answer.response).toContain('only help with your task list');
  expect(await client.titles()).toEqual([]);
});

it('answers an Urdu greeting in kind', async () => {
  const answer = await say('assalam o alaikum');
  expect(answer.toolCalls).toEqual([]);
  expect(answer.response).not.toBe('');
});

it('gives the same answer to the same words, tasks and time', async () => {
  await add('Buy milk', 'Pay rent');
  const first = await say('show my tasks');
  conversationId = undefined;
  expect((await say('show my tasks')).response).toBe(first.response);
});
