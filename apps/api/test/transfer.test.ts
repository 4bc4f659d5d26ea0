/** What leaves an account as a file comes into another one as it was, on both databases. */

import { type TransferDocument, transferDocument } from '@todo-chatbot/contracts';
import { describe, expect, it } from 'vitest';
import { insertAccount } from './account-rows.ts';
import { createTestClient } from './domain-fixture.ts';
import { describeOnDatabases } from './on-databases.ts';

describeOnDatabases('export and import', (database) => {
  async function filled() {
    const client = createTestClient(database());
    const { send } = client;
    await send('POST', '/projects', { name: 'Home', colour: 'green' });
    await send('POST', '/labels', { name: 'quick', colour: 'red' });
    for (const task of [
      {
        title: 'Water plants',
        projectName: 'Home',
        labels: ['quick'],
        due: { date: '2026-12-01' },
        recurrence: { rrule: 'FREQ=WEEKLY' },
      },
      {
        title: 'Call "Ann", then\tBob',
        notes: 'a\nb',
        priority: 'p1',
        due: { at: '2026-12-01T09:00', timeZone: 'Asia/Karachi' },
      },
      { title: 'Done', subtasks: [{ title: 'one', completed: true }, { title: 'two' }] },
    ])
      expect((await send('POST', '/tasks', task)).status).toBe(201);
    const { tasks } = (await (await send('GET', '/tasks?q=Done')).json()) as { tasks: { id: string }[] };
    await send('POST', `/tasks/${tasks[0]?.id}/complete`);
    return client;
  }
  const exported = async (client: ReturnType<typeof createTestClient>) =>
    transferDocument.parse(await (await client.send('GET', '/export')).json());
  const content = ({ exportedAt: _, ...rest }: TransferDocument) => rest;

  it('keep everything by way of JSON', async () => {
    const client = await filled();
    const document = await exported(client);
    expect(document.tasks).toHaveLength(3);
    const stranger = createTestClient(
      database(),
      await insertAccount(database(), { timeZone: 'Europe/Berlin' }),
    );
    const answer = await stranger.send('POST', '/import', document);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ imported: 3, activityId: expect.any(String) });
    expect(content(await exported(stranger))).toEqual(content(document));
    // One entry to undo.
    expect((await stranger.send('POST', '/undo')).status).toBe(200);
    expect((await exported(stranger)).tasks).toEqual([]);
    expect((await exported(client)).tasks).toHaveLength(3);
  });

  it('keep every task by way of CSV', async () => {
    const client = await filled();
    const table = await client.send('GET', '/export?format=csv');
    expect(table.headers.get('content-disposition')).toBe('attachment; filename="todo-2026-11-20.csv"');
    const stranger = createTestClient(
      database(),
      await insertAccount(database(), { timeZone: 'Europe/Berlin' }),
    );
    const answer = await stranger.app.request('/api/import', {
      method: 'POST',
      headers: { 'content-type': 'text/csv' },
      body: await table.text(),
    });
    expect(answer.status).toBe(200);
    expect((await exported(stranger)).tasks).toEqual((await exported(client)).tasks);
  });

  it('import all or nothing', async () => {
    const { send } = createTestClient(database());
    const tasks = [
      { title: 'good' },
      { title: 'bad', recurrence: { rrule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' } },
    ];
    const answer = await send('POST', '/import', {
      format: 'todo-chatbot',
      version: 1,
      projects: [{ name: 'Half' }],
      labels: [{ name: 'half' }],
      tasks: tasks.map((task) => ({ ...task, project: 'Other half', labels: ['other'] })),
    });
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ errors: [{ pointer: expect.stringContaining('/tasks/1') }] });
    expect(content(await exported(createTestClient(database())))).toMatchObject({
      tasks: [],
      projects: [],
      labels: [],
    });
  });

  it('export more than a page in the order of its creation', async () => {
    const client = createTestClient(database());
    const tasks = Array.from({ length: 450 }, (_, index) => ({ title: `task ${index}` }));
    expect((await client.send('POST', '/import', { format: 'todo-chatbot', version: 1, tasks })).status).toBe(
      200,
    );
    expect((await exported(client)).tasks.map(({ title }) => title)).toEqual(tasks.map(({ title }) => title));
  });
});

describe('a file that does not fit', () => {
  it('is refused with the lines that do not', async () => {
    const { createTestApp, failingDomain } = await import('./app-fixture.ts');
    const { app } = createTestApp({ domain: failingDomain(new Error('not reached')) });
    const answer = await app.request('/api/import', {
      method: 'POST',
      headers: { 'content-type': 'text/csv' },
      body: 'title,priority\nA,p7\n',
    });
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ errors: [{ detail: expect.stringContaining('Line 2') }] });
  });
});
