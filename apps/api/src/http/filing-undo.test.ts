/** Projects and labels are taken back like tasks are, with what became of their tasks. */

import {
  activityList,
  type Label,
  type Project,
  problem,
  type Task,
  type UndoResult,
  undoResult,
} from '@todo-chatbot/contracts';
import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { createTestClient } from '../../test/domain-fixture.ts';
import { describeOnDatabases } from '../../test/on-databases.ts';

describeOnDatabases('undo of projects and labels', (database) => {
  let client: ReturnType<typeof createTestClient>;
  beforeEach(() => {
    client = createTestClient(database());
  });

  const send: ReturnType<typeof createTestClient>['send'] = (...args) => client.send(...args);
  const read = async <T>(path: string) => (await (await send('GET', path)).json()) as T;
  const make = async <T>(path: string, body: object) =>
    (await (await send('POST', path, body)).json()) as T & { id: string };
  const projects = async () => (await read<{ projects: Project[] }>('/projects')).projects;
  const labels = async () => (await read<{ labels: Label[] }>('/labels')).labels;
  const tasks = async () => (await read<{ tasks: Task[] }>('/tasks?status=all&limit=200')).tasks;
  const undo = async (activityId?: string | null): Promise<UndoResult> => {
    const response = await send('POST', '/undo', activityId == null ? undefined : { activityId });
    expect(response.status, await response.clone().text()).toBe(200);
    return undoResult.parse(await response.json());
  };
  const refused = async (activityId?: string) => {
    const response = await send('POST', '/undo', activityId === undefined ? undefined : { activityId });
    const { code, detail } = problem.parse(await response.json());
    return { status: response.status, code, detail };
  };
  const content = ({ version: _v, updatedAt: _u, ...rest }: Task | Project | Label) => rest;

  describe.each([
    ['/projects', projects],
    ['/labels', labels],
  ] as const)('%s', (path, list) => {
    it('are taken back in turn: deletion, change, creation', async () => {
      const made = await send('POST', path, { name: 'Home', colour: 'red' });
      expect(made.headers.get('x-activity-id')).toMatch(/^\d+$/);
      const { id } = (await made.json()) as Project;
      await send('PATCH', `${path}/${id}`, { name: 'House', colour: 'blue' }, { 'x-client': 'web' });
      const changed = await list();
      const deleted = await send('DELETE', `${path}/${id}`);
      expect(deleted.headers.get('x-activity-id')).toMatch(/^\d+$/);
      expect(await undo()).toMatchObject({ undone: { kind: 'deleted', subject: { name: 'House' } } });
      expect((await list()).map(content)).toEqual(changed.map(content));
      expect(await undo()).toMatchObject({ undone: { kind: 'updated', client: 'web', subject: { id } } });
      expect(await list()).toMatchObject([{ id, name: 'Home', colour: 'red' }]);
      expect(await undo()).toMatchObject({ undone: { kind: 'created', tasks: [] } });
      expect(await list()).toEqual([]);
      expect(await refused()).toMatchObject({ status: 409, code: 'nothing-to-undo' });
    });

    it('are made once under a key, and recorded once', async () => {
      const once = () => send('POST', path, { name: 'Home' }, { 'idempotency-key': 'k' });
      const ids = [];
      for (const answer of [await once(), await once()])
        ids.push([answer.status, ((await answer.json()) as Project).id]);
      expect(ids[1]).toEqual(ids[0]);
      const { activities } = activityList.parse(await read('/activity'));
      expect(activities).toMatchObject([{ kind: 'created', subject: { name: 'Home', taskCount: 0 } }]);
    });

    it('change nothing and record nothing when they are what they were', async () => {
      const { id } = await make<Project>(path, { name: 'Home' });
      const same = await send('PATCH', `${path}/${id}`, { name: 'Home' });
      expect([same.headers.get('etag'), same.headers.get('x-activity-id')]).toEqual(['"1"', null]);
      expect(activityList.parse(await read('/activity')).activities).toHaveLength(1);
    });

    it('do not come back beside another one of the same name, and nothing is half done', async () => {
      const { id } = await make<Project>(path, { name: 'Home' });
      const activityId = (await send('DELETE', `${path}/${id}`)).headers.get('x-activity-id') ?? '';
      const other = await make<Project>(path, { name: 'HOME' });
      expect(await refused(activityId)).toMatchObject({
        status: 409,
        code: 'undo-conflict',
        detail: expect.stringContaining('There is another'),
      });
      await send('DELETE', `${path}/${other.id}`);
      await undo(activityId);
      expect(await list()).toMatchObject([{ id, name: 'Home' }]);
    });

    it('keep what others changed since, and are not taken away under their tasks', async () => {
      const made = await send('POST', path, { name: 'Home' });
      const { id } = (await made.json()) as Project;
      const created = made.headers.get('x-activity-id') ?? '';
      const task = path === '/projects' ? { title: 'a', projectId: id } : { title: 'a', labels: ['Home'] };
      const { id: taskId } = await make<Task>('/tasks', task);
      expect(await refused(created)).toMatchObject({
        code: 'undo-conflict',
        detail: 'There are tasks in “Home” now; nothing was taken back',
      });
      await send('DELETE', `/tasks/${taskId}`);
      const renamed = (await send('PATCH', `${path}/${id}`, { name: 'House' })).headers.get('x-activity-id');
      await send('PATCH', `${path}/${id}`, { colour: 'pink' });
      await undo(renamed);
      expect(await list()).toMatchObject([{ name: 'Home', colour: 'pink' }]);
      expect(await refused(created)).toMatchObject({ code: 'undo-conflict' });
    });

    it('are taken back once, whoever asks at the same moment', async () => {
      const { id } = await make<Project>(path, { name: 'Home' });
      const activityId = (await send('DELETE', `${path}/${id}`)).headers.get('x-activity-id');
      const asked = await Promise.all(Array.from({ length: 4 }, () => send('POST', '/undo', { activityId })));
      expect(asked.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
      expect(await list()).toHaveLength(1);
    });
  });

  it('a label comes back to its place on every task, and a new name leaves them as it came', async () => {
    await make('/tasks', { title: 'a', labels: ['x', 'y', 'z'] });
    await make('/tasks', { title: 'b', labels: ['y'] });
    await make('/tasks', { title: 'c', labels: ['z'] });
    const before = (await tasks()).map(content);
    const y = (await labels()).find(({ name }) => name === 'y');
    await send('PATCH', `/labels/${y?.id}`, { name: 'new' });
    expect((await tasks()).map((task) => task.labels)).toEqual([['z'], ['new'], ['x', 'new', 'z']]);
    expect((await undo()).undone.subject).toMatchObject({ type: 'label', taskCount: 2 });
    expect((await tasks()).map(content)).toEqual(before);
    await send('DELETE', `/labels/${y?.id}`);
    expect((await tasks()).map((task) => task.labels)).toEqual([['z'], [], ['x', 'z']]);
    await undo();
    expect((await tasks()).map(content)).toEqual(before);
  });

  it('the assistant takes back whatever was done last, a project too', async () => {
    const { id } = await make<Project>('/projects', { name: 'Home' });
    await make('/tasks', { title: 'a', projectId: id });
    await send('DELETE', `/projects/${id}`, undefined, { 'x-client': 'web' });
    const said = await send('POST', '/chat', { message: 'undo that' });
    expect(await said.json()).toMatchObject({
      response: 'Undone: the project “Home” is back, with its tasks.',
    });
    expect(await tasks()).toMatchObject([{ title: 'a', projectId: id }]);
  });

  it('of a deletion puts every task back where it was, but for those that were filed elsewhere since', async () => {
    const places = fc.constantFrom('gone', 'other', 'inbox');
    const since = fc.constantFrom('left', 'moved', 'completed', 'renamed', 'deleted');
    const cases = fc.array(fc.record({ place: places, since }), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(cases, async (items) => {
        const unique = crypto.randomUUID();
        const gone = await make<Project>('/projects', { name: `gone ${unique}`, colour: 'teal' });
        const other = await make<Project>('/projects', { name: `other ${unique}` });
        const homes = { gone: gone.id, other: other.id, inbox: null };
        const made = [];
        for (const { place } of items)
          made.push(await make<Task>('/tasks', { title: 'a', projectId: homes[place] }));
        const deleted = await send('DELETE', `/projects/${gone.id}`);
        for (const [index, { since: what }] of items.entries()) {
          const address = `/tasks/${made[index]?.id}`;
          if (what === 'moved') await send('PATCH', address, { projectId: other.id });
          if (what === 'completed') await send('POST', `${address}/complete`);
          if (what === 'renamed') await send('PATCH', address, { title: 'b' });
          if (what === 'deleted') await send('DELETE', address);
        }
        await undo(deleted.headers.get('x-activity-id'));
        expect((await projects()).map(content)).toContainEqual(content(gone));
        for (const [index, { place, since: what }] of items.entries()) {
          const response = await send('GET', `/tasks/${made[index]?.id}`);
          if (what === 'deleted') {
            expect(response.status).toBe(404);
            continue;
          }
          expect(await response.json()).toMatchObject({
            projectId: what === 'moved' ? other.id : homes[place],
            completed: what === 'completed',
            title: what === 'renamed' ? 'b' : 'a',
          });
        }
      }),
      { numRuns: 15 },
    );
  });

  describe('of what a newer version did', () => {
    // As that version would write it, beside this one during a rolling update.
    const pretend = (change: string) =>
      sql
        .raw(`update activity set ${change} where id = (select max(id) from activity)`)
        .execute(database().db);
    const isMarked = async () =>
      (await read<{ activities: { undoneAt: string | null }[] }>('/activity')).activities.some(
        ({ undoneAt }) => undoneAt !== null,
      );

    it.each([
      ['a kind of its own', "kind = 'archived'"],
      ['a type of subject of its own', `filing = jsonb_set(filing, '{type}', '"section"')`],
      [
        'more about a task',
        `changes = jsonb_set(changes, '{0}', '{"before": {"id": "a", "estimate": 3}, "after": null}')`,
      ],
    ])('refuses, marks nothing and takes nothing earlier instead: %s', async (_what, change) => {
      await make('/tasks', { title: 'earlier' });
      const { id } = await make<Project>('/projects', { name: 'Home' });
      const activityId = (await send('DELETE', `/projects/${id}`)).headers.get('x-activity-id') ?? '';
      await pretend(change);
      for (const asked of [undefined, activityId])
        expect(await refused(asked)).toMatchObject({
          status: 409,
          code: 'undo-unknown',
          detail: expect.stringContaining('newer version'),
        });
      expect(await isMarked()).toBe(false);
      expect(await tasks()).toHaveLength(1);
    });

    it('in a column of its own refuses as well, and where the column says nothing it does not', async () => {
      await sql`alter table activity add column sharing jsonb`.execute(database().db);
      try {
        await make('/tasks', { title: 'shared' });
        await make('/tasks', { title: 'plain' });
        await undo();
        await sql`update activity set sharing = '{"with": "Ann"}' where undone_at is null`.execute(
          database().db,
        );
        expect(await refused()).toMatchObject({ status: 409, code: 'undo-unknown' });
        expect((await tasks()).map(({ title }) => title)).toEqual(['shared']);
      } finally {
        await sql`alter table activity drop column sharing`.execute(database().db);
      }
    });
  });
});
