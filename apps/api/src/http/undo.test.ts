import { activityList, bulkResult, problem, type Task, task, undoResult } from '@todo-chatbot/contracts';
import { beforeEach, describe, expect, it } from 'vitest';
import { createTestClient } from '../../test/domain-fixture.ts';
import { describeOnDatabases } from '../../test/on-databases.ts';

describeOnDatabases('many at once, and undo', (database) => {
  let client: ReturnType<typeof createTestClient>;
  beforeEach(() => {
    client = createTestClient(database());
  });

  const add = async (body: object = {}) =>
    task.parse(await (await client.send('POST', '/tasks', { title: 'a', ...body })).json());
  const read = async (id: string) => {
    const response = await client.send('GET', `/tasks/${id}`);
    return response.status === 404 ? null : task.parse(await response.json());
  };
  const bulk = async (body: object) => {
    const response = await client.send('POST', '/tasks/bulk', body);
    expect(response.status).toBe(200);
    return bulkResult.parse(await response.json());
  };
  const undo = async (activityId?: string | null) => {
    const response = await client.send('POST', '/undo', activityId == null ? undefined : { activityId });
    expect(response.status).toBe(200);
    return undoResult.parse(await response.json());
  };
  const refusedUndo = async (activityId?: string) => {
    const response = await client.send(
      'POST',
      '/undo',
      activityId === undefined ? undefined : { activityId },
    );
    return { status: response.status, code: problem.parse(await response.json()).code };
  };
  const withoutVersion = ({ version: _version, updatedAt: _updatedAt, ...rest }: Task) => rest;

  describe('a bulk operation', () => {
    it('creates, updates, completes, reopens and deletes in the order of the request', async () => {
      const made = await bulk({
        action: 'create',
        tasks: [{ title: 'one' }, { title: 'two', labels: ['x'] }],
      });
      const ids = made.tasks.map(({ id }) => id).reverse();
      expect(made.tasks.map(({ title }) => title)).toEqual(['one', 'two']);
      const updated = await bulk({ action: 'update', ids, changes: { priority: 'p1' } });
      expect(updated.tasks.map(({ id, priority, version }) => [id, priority, version])).toEqual(
        ids.map((id) => [id, 'p1', 2]),
      );
      expect((await bulk({ action: 'complete', ids })).tasks.every(({ completed }) => completed)).toBe(true);
      expect((await bulk({ action: 'complete', ids })).activityId).toBeNull();
      expect((await bulk({ action: 'reopen', ids })).tasks.some(({ completed }) => completed)).toBe(false);
      expect(await bulk({ action: 'delete', ids })).toMatchObject({ tasks: [], deletedIds: ids });
    });

    it('changes nothing when one of them is not there', async () => {
      const { id } = await add();
      const missing = '0198c0de-0000-4000-8000-000000000001';
      for (const action of ['complete', 'delete']) {
        const response = await client.send('POST', '/tasks/bulk', { action, ids: [id, missing] });
        expect(response.status).toBe(404);
        expect(problem.parse(await response.json()).errors).toMatchObject([{ pointer: '/ids/1' }]);
      }
      expect(await read(id)).toMatchObject({ version: 1, completed: false });
    });

    it('creates none when one of them is refused', async () => {
      const tasks = [{ title: 'fine' }, { title: 'not', recurrence: { rrule: 'FREQ=DAILY;UNTIL=20200101' } }];
      const response = await client.send('POST', '/tasks/bulk', { action: 'create', tasks });
      expect(response.status).toBe(422);
      expect(problem.parse(await response.json()).errors).toMatchObject([
        { pointer: '/tasks/1/recurrence/rrule' },
      ]);
      expect(await (await client.send('GET', '/tasks')).json()).toEqual({ tasks: [], nextCursor: null });
    });

    it('with a key happens once', async () => {
      const send = () =>
        client.send(
          'POST',
          '/tasks/bulk',
          { action: 'create', tasks: [{ title: 'a' }, { title: 'b' }] },
          { 'idempotency-key': 'k' },
        );
      const answers = await Promise.all([send(), send(), send()]);
      const ids = await Promise.all(
        answers.map(async (answer) => bulkResult.parse(await answer.json()).tasks.map(({ id }) => id)),
      );
      expect(ids[1]).toEqual(ids[0]);
      expect(ids[2]).toEqual(ids[0]);
    });

    it('of two at the same moment on the same tasks loses neither', async () => {
      const { tasks } = await bulk({
        action: 'create',
        tasks: Array.from({ length: 20 }, () => ({ title: 'a' })),
      });
      const ids = tasks.map(({ id }) => id);
      await Promise.all([
        bulk({ action: 'update', ids, changes: { priority: 'p1' } }),
        bulk({ action: 'update', ids: ids.toReversed(), changes: { notes: 'n' } }),
        bulk({ action: 'complete', ids }),
      ]);
      for (const id of ids)
        expect(await read(id)).toMatchObject({ priority: 'p1', notes: 'n', completed: true });
    });
  });

  it('takes back the latest, then the one before, whichever client did it, and then there is nothing', async () => {
    const first = await add({ title: 'first' });
    await client.send('PATCH', `/tasks/${first.id}`, { title: 'renamed' }, { 'x-client': 'web' });
    await client.send('DELETE', `/tasks/${first.id}`);
    const restored = await undo();
    expect(restored).toMatchObject({
      undone: { kind: 'deleted' },
      tasks: [{ id: first.id, title: 'renamed' }],
    });
    expect(await undo()).toMatchObject({
      undone: { kind: 'updated', client: 'web' },
      tasks: [{ title: 'first' }],
    });
    expect(withoutVersion((await read(first.id)) as Task)).toEqual(withoutVersion(first));
    expect(await undo()).toMatchObject({ undone: { kind: 'created' }, deletedIds: [first.id] });
    expect(await read(first.id)).toBeNull();
    expect(await refusedUndo()).toEqual({ status: 409, code: 'nothing-to-undo' });
  });

  it('brings a deleted task back to its place, with all it had', async () => {
    const kept = [
      await add({ title: '1' }),
      await add({ title: '2', labels: ['l'], projectName: 'P' }),
      await add({ title: '3' }),
    ];
    await client.send('DELETE', `/tasks/${kept[1]?.id}`);
    await undo();
    const list = (await (await client.send('GET', '/tasks')).json()) as { tasks: Task[] };
    expect(list.tasks.map(({ title }) => title)).toEqual(['3', '2', '1']);
    expect(withoutVersion(list.tasks[1] as Task)).toEqual(withoutVersion(kept[1] as Task));
  });

  it('takes back one of long ago, what others changed since stays', async () => {
    const { id } = await add();
    const { activityId } = await bulk({ action: 'complete', ids: [id] });
    await client.send('PATCH', `/tasks/${id}`, { title: 'since' });
    expect((await undo(activityId)).tasks).toMatchObject([{ title: 'since', completed: false }]);
    expect(await refusedUndo(activityId ?? '')).toEqual({ status: 409, code: 'nothing-to-undo' });
  });

  it('takes back nothing of many when one of them cannot be', async () => {
    const { tasks } = await bulk({ action: 'create', tasks: [{ title: 'a' }, { title: 'b' }] });
    const ids = tasks.map(({ id }) => id);
    const { activityId } = await bulk({ action: 'update', ids, changes: { notes: 'bulk' } });
    await client.send('PATCH', `/tasks/${ids[1]}`, { notes: 'since' });
    expect(await refusedUndo(activityId ?? '')).toEqual({ status: 409, code: 'undo-conflict' });
    expect(await read(ids[0] ?? '')).toMatchObject({ notes: 'bulk' });
  });

  it('happens once, whoever asks at the same moment', async () => {
    const { id } = await add();
    const { activityId } = await bulk({ action: 'complete', ids: [id] });
    const asked = await Promise.all(
      Array.from({ length: 4 }, () => client.send('POST', '/undo', { activityId })),
    );
    expect(asked.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    expect(await read(id)).toMatchObject({ completed: false, version: 3 });
  });

  it('moves a repeating task back to the date it had', async () => {
    const made = await add({ due: { date: '2026-11-19' }, recurrence: { rrule: 'FREQ=DAILY;COUNT=9' } });
    await client.send('POST', `/tasks/${made.id}/complete`);
    await undo();
    expect(withoutVersion((await read(made.id)) as Task)).toEqual(withoutVersion(made));
  });

  it('puts into the inbox what comes back to a project that is gone', async () => {
    const made = await add({ projectName: 'Gone' });
    const { activityId } = await bulk({ action: 'delete', ids: [made.id] });
    expect((await client.send('DELETE', `/projects/${made.projectId}`)).status).toBe(204);
    expect((await undo(activityId)).tasks).toMatchObject([{ id: made.id, projectId: null }]);
  });

  it('has a record of what was done, in pages, by kind and time', async () => {
    const one = await add({ title: 'one' });
    client.clock.now = Temporal.Instant.from('2026-11-21T12:00:00Z');
    await client.send('POST', `/tasks/${one.id}/complete`);
    await undo();
    const list = async (query: string) =>
      activityList.parse(await (await client.send('GET', `/activity${query}`)).json());
    const kinds = async (query: string) => (await list(query)).activities.map(({ kind }) => kind);
    expect(await kinds('')).toEqual(['undone', 'completed', 'created']);
    expect(await kinds('?kind=completed')).toEqual(['completed']);
    expect(await kinds('?to=2026-11-21T00:00:00Z')).toEqual(['created']);
    expect(await kinds('?from=2026-11-21T00:00:00%2B05:00')).toEqual(['undone', 'completed']);
    const first = await list('?limit=2');
    expect(first.activities[0]?.undoes).toBe(first.activities[1]?.id);
    expect((await list(`?limit=2&cursor=${first.nextCursor}`)).activities).toMatchObject([
      { kind: 'created', tasks: [{ id: one.id, title: 'one' }], undoneAt: null },
    ]);
    expect((await client.send('GET', '/activity?cursor=x')).status).toBe(400);
  });
});
