import { type Label, label, type Project, problem, project, type Task } from '@todo-chatbot/contracts';
import { beforeEach, describe, expect, it } from 'vitest';
import { createTestClient } from '../../test/domain-fixture.ts';
import { describeOnDatabases } from '../../test/on-databases.ts';

describeOnDatabases('projects and labels', (database) => {
  let client: ReturnType<typeof createTestClient>;
  beforeEach(() => {
    client = createTestClient(database());
  });
  const send: ReturnType<typeof createTestClient>['send'] = (...args) => client.send(...args);
  const code = async (response: Response) => [response.status, problem.parse(await response.json()).code];

  describe.each(['/projects', '/labels'])('%s', (path) => {
    const make = async (body: object) => (await (await send('POST', path, body)).json()) as Project | Label;

    it('are made, read, changed and deleted', async () => {
      const response = await send('POST', path, { name: ' Home ', colour: 'red' });
      expect(response.status).toBe(201);
      const made = (path === '/projects' ? project : label).parse(await response.json());
      expect(made).toMatchObject({ name: 'Home', colour: 'red', version: 1 });
      expect(response.headers.get('location')).toBe(`/api${path}/${made.id}`);
      const read = await send('GET', `${path}/${made.id}`);
      expect([await read.json(), read.headers.get('etag')]).toEqual([made, '"1"']);
      const changed = await send('PATCH', `${path}/${made.id}`, { name: 'Work' }, { 'if-match': '"1"' });
      expect(await changed.json()).toMatchObject({ name: 'Work', colour: 'red', version: 2 });
      expect((await send('PATCH', `${path}/${made.id}`, { name: 'x' }, { 'if-match': '"1"' })).status).toBe(
        412,
      );
      expect((await send('DELETE', `${path}/${made.id}`, undefined, { 'if-match': '"1"' })).status).toBe(412);
      expect((await send('DELETE', `${path}/${made.id}`)).status).toBe(204);
      expect((await send('DELETE', `${path}/${made.id}`)).status).toBe(404);
    });

    it('have each name once, whatever the case of its letters', async () => {
      await make({ name: 'Home' });
      const other = await make({ name: 'Work' });
      expect(await code(await send('POST', path, { name: 'HOME' }))).toEqual([409, 'conflict']);
      expect(await code(await send('PATCH', `${path}/${other.id}`, { name: 'home' }))).toEqual([
        409,
        'conflict',
      ]);
    });

    it.each([
      ['GET', undefined],
      ['PATCH', { name: 'x' }],
      ['DELETE', undefined],
    ])('that are not there: %s answers 404', async (method, body) => {
      for (const id of ['0198c0de-0000-4000-8000-000000000001', 'none']) {
        expect(await code(await send(method, `${path}/${id}`, body))).toEqual([404, 'not-found']);
      }
    });
  });

  it('a project that is deleted leaves its tasks in the inbox, at a new version', async () => {
    const made = (await (await send('POST', '/tasks', { title: 'a', projectName: 'Home' })).json()) as Task;
    await send('DELETE', `/projects/${made.projectId}`);
    expect(await (await send('GET', `/tasks/${made.id}`)).json()).toMatchObject({
      projectId: null,
      version: 2,
    });
  });

  it('projects stand in their order', async () => {
    for (const name of ['b', 'a', 'c']) await send('POST', '/projects', { name });
    const list = async () =>
      ((await (await send('GET', '/projects')).json()) as { projects: Project[] }).projects;
    expect((await list()).map(({ name }) => name)).toEqual(['b', 'a', 'c']);
    await send('PATCH', `/projects/${(await list())[2]?.id}`, { position: 0 });
    expect((await list()).map(({ name }) => name)).toEqual(['b', 'c', 'a']);
  });

  it('a label takes its new name to the tasks, and its removal too', async () => {
    const made = (await (await send('POST', '/tasks', { title: 'a', labels: ['x', 'y'] })).json()) as Task;
    const { labels } = (await (await send('GET', '/labels')).json()) as { labels: Label[] };
    const labelsNow = async () => ((await (await send('GET', `/tasks/${made.id}`)).json()) as Task).labels;
    await send('PATCH', `/labels/${labels[0]?.id}`, { name: 'new' });
    expect(await labelsNow()).toEqual(['new', 'y']);
    await send('DELETE', `/labels/${labels[1]?.id}`);
    expect(await labelsNow()).toEqual(['new']);
  });
});
