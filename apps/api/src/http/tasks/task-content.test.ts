import { randomUUID } from 'node:crypto';
import { problem, type Task, task } from '@todo-chatbot/contracts';
import { beforeEach, describe, expect, it } from 'vitest';
import { createTestClient } from '../../../test/domain-fixture.ts';
import { describeOnDatabases } from '../../../test/on-databases.ts';

describeOnDatabases('what a task consists of', (database) => {
  let client: ReturnType<typeof createTestClient>;
  beforeEach(() => {
    client = createTestClient(database());
  });
  const setNow = (text: string) => {
    client.clock.now = Temporal.Instant.from(text);
  };
  const send: ReturnType<typeof createTestClient>['send'] = (...args) => client.send(...args);

  async function add(body: object): Promise<Task> {
    const response = await send('POST', '/tasks', { title: 'a', ...body });
    expect(response.status).toBe(201);
    return task.parse(await response.json());
  }
  async function read(id: string): Promise<Task> {
    return task.parse(await (await send('GET', `/tasks/${id}`)).json());
  }
  async function refusal(response: Response) {
    const parsed = problem.parse(await response.json());
    return {
      status: response.status,
      code: parsed.code,
      pointers: parsed.errors?.map(({ pointer }) => pointer),
    };
  }

  it('comes back as it was given, with everything that it can have', async () => {
    const given = {
      title: 'Renew "passport" \\ 日本 🎉',
      notes: 'line\nbreak',
      due: { at: '2026-11-30T19:00:00+05:00', timeZone: 'Asia/Karachi' },
      priority: 'p1',
      projectName: 'Home',
      labels: ['errand', 'Money'],
      subtasks: [{ title: 'Photo' }, { title: 'Form', completed: true }],
      recurrence: { rrule: 'FREQ=YEARLY;INTERVAL=5' },
    };
    const created = await add(given);
    expect(created).toMatchObject({
      title: given.title,
      notes: given.notes,
      due: { at: '2026-11-30T14:00:00.000Z', timeZone: 'Asia/Karachi' },
      priority: 'p1',
      labels: ['errand', 'Money'],
      subtasks: [
        { title: 'Photo', completed: false },
        { title: 'Form', completed: true },
      ],
      recurrence: { rrule: 'FREQ=YEARLY;INTERVAL=5', fromCompletion: false },
      completed: false,
      version: 1,
    });
    expect(await read(created.id)).toEqual(created);
    const { projects } = (await (await send('GET', '/projects')).json()) as { projects: unknown[] };
    expect(projects).toMatchObject([{ id: created.projectId, name: 'Home' }]);
    const { labels } = (await (await send('GET', '/labels')).json()) as { labels: unknown[] };
    expect(labels).toMatchObject([{ name: 'errand' }, { name: 'Money' }]);
  });

  it('takes a time without an offset as one on the clocks of its zone', async () => {
    const { due } = await add({ due: { at: '2026-11-30T09:00', timeZone: 'Europe/Berlin' } });
    expect(due).toEqual({ at: '2026-11-30T08:00:00.000Z', timeZone: 'Europe/Berlin' });
  });

  it('spells labels and projects as the account does, and makes each once', async () => {
    const first = await add({ labels: ['Errand', 'errand', 'ERRAND'], projectName: 'Home' });
    expect(first.labels).toEqual(['Errand']);
    const many = await Promise.all(
      Array.from({ length: 5 }, () => add({ labels: ['eRRand', 'new'], projectName: 'HOME' })),
    );
    for (const other of many) {
      expect(other.labels[0]).toBe('Errand');
      expect(other.labels[1]?.toLowerCase()).toBe('new');
      expect(other.projectId).toBe(first.projectId);
    }
  });

  it('begins a recurrence without a due date with its first one', async () => {
    setNow('2026-11-20T23:30:00Z');
    expect((await add({ recurrence: { rrule: 'FREQ=WEEKLY;BYDAY=FR' } })).due).toEqual({
      date: '2026-11-20',
    });
  });

  it.each([
    [{ recurrence: { rrule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' } }, '/recurrence/rrule'],
    [{ recurrence: { rrule: 'FREQ=DAILY;UNTIL=20200101' } }, '/recurrence/rrule'],
    [{ projectId: '0198c0de-0000-4000-8000-000000000001' }, '/projectId'],
    [{ subtasks: [{ id: '0198c0de-0000-4000-8000-000000000001', title: 'x' }] }, '/subtasks/0/id'],
  ])('is refused with %j', async (content, pointer) => {
    const response = await send('POST', '/tasks', { title: 'a', ...content });
    expect(await refusal(response)).toEqual({ status: 422, code: 'validation-failed', pointers: [pointer] });
  });

  describe('completing a repeating one', () => {
    it('moves it to the next date in the future, its steps open again', async () => {
      const { id } = await add({
        due: { date: '2026-11-02' },
        recurrence: { rrule: 'FREQ=WEEKLY' },
        subtasks: [{ title: 's', completed: true }],
      });
      const response = await send('POST', `/tasks/${id}/complete`);
      expect(await response.json()).toMatchObject({
        due: { date: '2026-11-23' },
        completed: false,
        completedAt: null,
        subtasks: [{ completed: false }],
        version: 2,
      });
      const { activities } = (await (await send('GET', '/activity')).json()) as { activities: object[] };
      expect(activities[0]).toMatchObject({ kind: 'completed', tasks: [{ id }] });
    });

    it('is done with its last date', async () => {
      const { id } = await add({ due: { date: '2026-11-19' }, recurrence: { rrule: 'FREQ=DAILY;COUNT=2' } });
      expect(await (await send('POST', `/tasks/${id}/complete`)).json()).toMatchObject({ completed: true });
    });

    it('happens once for each of two at the same moment, and loses none', async () => {
      const { id } = await add({ due: { date: '2026-11-20' }, recurrence: { rrule: 'FREQ=DAILY' } });
      const both = await Promise.all([
        send('POST', `/tasks/${id}/complete`),
        send('POST', `/tasks/${id}/complete`),
      ]);
      expect(both.map(({ status }) => status)).toEqual([200, 200]);
      expect(await read(id)).toMatchObject({ due: { date: '2026-11-22' }, version: 3 });
    });
  });

  describe('a version', () => {
    it('is the ETag, and a change names it with If-Match', async () => {
      const created = await send('POST', '/tasks', { title: 'a' });
      const { id } = (await created.json()) as Task;
      expect(created.headers.get('etag')).toBe('"1"');
      const change = (etag: string) => send('PATCH', `/tasks/${id}`, { title: 'b' }, { 'if-match': etag });
      const changed = await change('"1"');
      expect([changed.status, changed.headers.get('etag')]).toEqual([200, '"2"']);
      for (const etag of ['"1"', 'W/"2"', 'nonsense', '"7", "8"']) {
        expect(await refusal(await change(etag))).toMatchObject({ status: 412, code: 'precondition-failed' });
      }
      expect((await change('"1", "2"')).status).toBe(200);
      expect((await change('*')).status).toBe(200);
      expect((await send('DELETE', `/tasks/${id}`, undefined, { 'if-match': '"1"' })).status).toBe(412);
      expect((await send('POST', `/tasks/${id}/complete`, undefined, { 'if-match': '"1"' })).status).toBe(
        412,
      );
      expect((await read(id)).completed).toBe(false);
    });

    it('that the client has already is answered 304', async () => {
      const { id } = await add({});
      const known = (etag: string) => send('GET', `/tasks/${id}`, undefined, { 'if-none-match': etag });
      expect([(await known('"1"')).status, (await known('W/"1"')).status]).toEqual([304, 304]);
      expect((await known('"2"')).status).toBe(200);
    });

    it('must be named where a list of subtasks would be replaced', async () => {
      const { id, subtasks } = await add({ subtasks: [{ title: 'one' }, { title: 'two' }] });
      const turned = { subtasks: [{ ...subtasks[1], completed: true }, subtasks[0], { title: 'three' }] };
      expect(await refusal(await send('PATCH', `/tasks/${id}`, turned))).toMatchObject({ status: 428 });
      const response = await send('PATCH', `/tasks/${id}`, turned, { 'if-match': '"1"' });
      const changed = task.parse(await response.json());
      expect(changed.subtasks.slice(0, 2)).toEqual([{ ...subtasks[1], completed: true }, subtasks[0]]);
      expect(changed.subtasks[2]).toMatchObject({ title: 'three', completed: false });
    });

    it('stays where nothing changes', async () => {
      const created = await add({ labels: ['x'], due: { date: '2026-11-30' } });
      setNow('2026-11-20T13:00:00Z');
      const same = { title: 'a', labels: ['X'], due: { date: '2026-11-30' }, completed: false };
      expect(await (await send('PATCH', `/tasks/${created.id}`, same)).json()).toEqual(created);
    });
  });

  it('loses no change of several at the same moment', async () => {
    const { id } = await add({});
    const changes = [
      { title: 'new' },
      { notes: 'new' },
      { priority: 'p2' },
      { completed: true },
      { labels: ['l'] },
    ];
    const statuses = await Promise.all(
      changes.map(async (body) => (await send('PATCH', `/tasks/${id}`, body)).status),
    );
    expect(statuses).toEqual(changes.map(() => 200));
    expect(await read(id)).toMatchObject({
      title: 'new',
      notes: 'new',
      priority: 'p2',
      completed: true,
      version: 6,
    });
  });

  it('without a due date has no recurrence', async () => {
    const { id } = await add({ due: { date: '2026-11-30' }, recurrence: { rrule: 'FREQ=DAILY' } });
    expect(await (await send('PATCH', `/tasks/${id}`, { due: null })).json()).toMatchObject({
      due: null,
      recurrence: null,
    });
  });

  describe('a creation with an Idempotency-Key', () => {
    const create = (key: string, title = 'once', path = '/tasks') =>
      send('POST', path, path === '/tasks' ? { title } : { name: title }, { 'idempotency-key': key });
    const count = async () =>
      ((await (await send('GET', '/tasks')).json()) as { tasks: Task[] }).tasks.length;

    it.each(['/tasks', '/projects', '/labels'])(
      'to %s happens once, whoever asks at the same moment',
      async (path) => {
        const key = randomUUID();
        const responses = await Promise.all(Array.from({ length: 8 }, () => create(key, 'once', path)));
        expect(responses.map(({ status }) => status)).toEqual(Array(8).fill(201));
        const bodies = await Promise.all(responses.map((response) => response.text()));
        expect(new Set(bodies).size).toBe(1);
        if (path === '/tasks') expect(await count()).toBe(1);
      },
    );

    it('gets the first answer again, whatever became of the task', async () => {
      const key = randomUUID();
      const first = await create(key);
      const text = await first.text();
      const { id } = JSON.parse(text) as Task;
      await send('PATCH', `/tasks/${id}`, { title: 'changed' });
      const again = await create(key);
      expect([again.status, await again.text(), again.headers.get('location')]).toEqual([
        201,
        text,
        first.headers.get('location'),
      ]);
    });

    it('is refused with another content, and with a key that is none', async () => {
      await create('key-1');
      expect(await refusal(await create('key-1', 'other'))).toMatchObject({
        status: 422,
        code: 'idempotency-key-reused',
      });
      expect(await refusal(await create('with space'))).toMatchObject({
        status: 400,
        code: 'invalid-parameter',
      });
      expect(await count()).toBe(1);
    });

    it('that failed may be sent again', async () => {
      const key = { 'idempotency-key': randomUUID() };
      expect((await send('POST', '/tasks', { title: '' }, key)).status).toBe(422);
      expect((await send('POST', '/tasks', { title: 'a' }, key)).status).toBe(201);
    });
  });
});
