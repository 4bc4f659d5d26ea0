/** What leaves an account as a file comes into another one as it was, on both databases. */

import { randomUUID } from 'node:crypto';
import { importMax, importPreview, type TransferDocument, transferDocument } from '@todo-chatbot/contracts';
import { describe, expect, it } from 'vitest';
import { createStores } from '../src/database/create-stores.ts';
import { localAccount } from '../src/http/scope.ts';
import { createDomain, type Stores } from '../src/todos/domain.ts';
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

  describe('a preview', () => {
    const preview = async (client: ReturnType<typeof createTestClient>, body: object | string) => {
      const answer =
        typeof body === 'string'
          ? await client.app.request('/api/import/preview', {
              method: 'POST',
              headers: { 'content-type': 'text/csv' },
              body,
            })
          : await client.send('POST', '/import/preview', { format: 'todo-chatbot', version: 1, ...body });
      expect(answer.status, await answer.clone().text()).toBe(200);
      return importPreview.parse(await answer.json());
    };

    it('tells what is new and which rows cannot be read, and writes nothing', async () => {
      const client = await filled();
      const before = await exported(client);
      const table = [
        'title,project,labels,priority,due,repeat',
        'Rent,home,quick,p1,2026-12-01,',
        'Paint,Garden,"QUICK\nnew",,,',
        'Prune,GARDEN,,p9,,',
        'Never,Attic,,,2026-12-01,FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
      ].join('\n');
      const found = await preview(client, table);
      expect(found).toMatchObject({
        tasks: 2,
        newProjects: ['Garden', 'Attic'],
        newLabels: ['new'],
        unreadable: 2,
      });
      expect(found.problems.map(({ pointer }) => pointer)).toEqual(['/5', '/6']);
      expect(found.problems.map(({ detail }) => detail)).toEqual([
        expect.stringMatching(/^Line 5: priority: /),
        expect.stringMatching(/^Line 6: recurrence/),
      ]);
      expect(content(await exported(client))).toEqual(content(before));
      expect((await client.send('POST', '/import', { nothing: 1 })).status).toBe(422);
    });

    it('says of a document what an import of it then does', async () => {
      const client = await filled();
      const document = {
        projects: [{ name: 'Home' }, { name: 'Garden', colour: 'red' }],
        tasks: [
          { title: 'a', project: 'Attic', labels: ['new'] },
          { title: 'b', project: 'garden' },
        ],
      };
      expect(await preview(client, document)).toEqual({
        tasks: 2,
        newProjects: ['Garden', 'Attic'],
        newLabels: ['new'],
        problems: [],
        unreadable: 0,
      });
      const before = await exported(client);
      await client.send('POST', '/import', { format: 'todo-chatbot', version: 1, ...document });
      const after = await exported(client);
      const names = ({ projects }: TransferDocument) => projects.map(({ name }) => name);
      expect(names(after)).toEqual([...names(before), 'Garden', 'Attic']);
      expect(after.projects.find(({ name }) => name === 'Garden')?.colour).toBe('red');
      expect(await preview(client, document)).toMatchObject({ newProjects: [], newLabels: [] });
    });

    it('names each task of a document that cannot be, as the import that refuses them does', async () => {
      const client = createTestClient(database());
      const tasks = [{ title: 'good' }, { title: '' }, { title: 'odd', owner: 'me' }, 7];
      const found = await preview(client, { tasks });
      expect(found).toMatchObject({ tasks: 1, unreadable: 3 });
      expect(found.problems).toMatchObject([
        { pointer: '/tasks/1/title', detail: expect.stringMatching(/^Task 2: title: /) },
        { pointer: '/tasks/2/owner', detail: 'Task 3: owner: Is not known here' },
        { pointer: '/tasks/3', detail: expect.stringMatching(/^Task 4: /) },
      ]);
      const answer = await client.send('POST', '/import', { format: 'todo-chatbot', version: 1, tasks });
      expect(answer.status).toBe(422);
      expect(await answer.json()).toMatchObject({ errors: found.problems });
    });

    it('counts what is too much to be named', async () => {
      const table = `title,priority\n${'A,p9\n'.repeat(60)}`;
      const found = await preview(createTestClient(database()), table);
      expect([found.problems.length, found.unreadable]).toEqual([50, 60]);
      expect(
        await preview(createTestClient(database()), `title\n${'A\n'.repeat(importMax + 1)}`),
      ).toMatchObject({
        tasks: 0,
        unreadable: 1,
        problems: [{ detail: expect.stringContaining(`at most ${importMax}`) }],
      });
    });
  });

  it('leave nothing of an import that fails when its tasks are written', async () => {
    const stores = createStores(database().db);
    const failing: Stores = {
      ...stores,
      together: (work) =>
        stores.together((within) =>
          work({ ...within, tasks: { ...within.tasks, commit: () => Promise.reject(new Error('gone')) } }),
        ),
    };
    const domain = createDomain({ stores: failing, now: () => Temporal.Now.instant(), newId: randomUUID });
    const scope = { accountId: localAccount.id, timeZone: 'UTC', client: 'api' } as const;
    const document = transferDocument.parse({
      format: 'todo-chatbot',
      version: 1,
      projects: [{ name: 'Half' }],
      labels: [{ name: 'half' }],
      tasks: [{ title: 'a', project: 'Other half', labels: ['other'] }],
    });
    await expect(domain.imports.run(scope, document)).rejects.toThrow('gone');
    const client = createTestClient(database());
    expect(content(await exported(client))).toMatchObject({ tasks: [], projects: [], labels: [] });
    expect(await (await client.send('GET', '/activity')).json()).toMatchObject({ activities: [] });
  });

  it('import the same names at the same moment once', async () => {
    const client = createTestClient(database());
    const document = (title: string) => ({
      format: 'todo-chatbot',
      version: 1,
      projects: [{ name: 'One' }, { name: 'Two' }],
      tasks: [{ title, project: 'Three', labels: ['x', 'y'] }],
    });
    const answers = await Promise.all(
      ['a', 'b', 'c', 'd'].map((title) => client.send('POST', '/import', document(title))),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const after = await exported(client);
    expect(after.tasks.map(({ title }) => title).sort()).toEqual(['a', 'b', 'c', 'd']);
    expect(after.projects.map(({ name }) => name).sort()).toEqual(['One', 'Three', 'Two']);
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
