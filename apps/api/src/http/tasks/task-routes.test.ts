import { randomUUID } from 'node:crypto';
import { problem, type Task, task, taskList } from '@todo-chatbot/contracts';
import { beforeEach, describe, expect, it } from 'vitest';
import { json } from '../../../test/app-fixture.ts';
import { createTestClient } from '../../../test/domain-fixture.ts';
import { describeOnDatabases } from '../../../test/on-databases.ts';

describeOnDatabases('the tasks over HTTP', (database) => {
  let client: ReturnType<typeof createTestClient>;
  let app: ReturnType<typeof createTestClient>['app'];
  beforeEach(() => {
    client = createTestClient(database());
    app = client.app;
  });
  const setNow = (text: string) => {
    client.clock.now = Temporal.Instant.from(text);
  };

  async function add(body: unknown = { title: 'Buy milk' }): Promise<Task> {
    const response = await app.request('/api/tasks', json('POST', body));
    expect(response.status).toBe(201);
    return task.parse(await response.json());
  }

  async function problemOf(response: Response) {
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    const body = problem.parse(await response.json());
    expect(body.status).toBe(response.status);
    expect(body.type).toBe(`urn:problem:todo-chatbot:${body.code}`);
    return body;
  }

  describe('POST /api/tasks', () => {
    it('creates a task and says where it is', async () => {
      const response = await app.request('/api/tasks', json('POST', { title: ' Buy milk ', notes: '2 l' }));
      expect(response.status).toBe(201);
      const created = task.parse(await response.json());
      expect(created).toMatchObject({ title: 'Buy milk', notes: '2 l', completed: false });
      const location = response.headers.get('location') ?? '';
      expect(location).toBe(`/api/tasks/${created.id}`);
      expect(await (await app.request(location)).json()).toEqual(created);
    });

    it('answers 422 and names each member that does not fit', async () => {
      const response = await app.request('/api/tasks', json('POST', { title: ' ', notes: 3, 'a/b': 1 }));
      expect(response.status).toBe(422);
      const { errors } = await problemOf(response);
      expect(errors?.map((error) => error.pointer)).toEqual(['/title', '/notes', '/a~1b']);
    });

    it('answers 422 to JSON that is no object', async () => {
      const response = await app.request('/api/tasks', json('POST', []));
      expect(response.status).toBe(422);
      expect((await problemOf(response)).errors?.[0]?.pointer).toBe('');
    });

    it.each([
      ['half an object', '{"title": '],
      ['nothing', ''],
    ])('answers 400 to %s', async (_what, body) => {
      const headers = { 'content-type': 'application/json' };
      const response = await app.request('/api/tasks', { method: 'POST', headers, body });
      expect(response.status).toBe(400);
      expect((await problemOf(response)).code).toBe('malformed-request');
    });

    it.each([
      [{}],
      [{ 'content-type': 'text/plain' }],
      [{ 'content-type': 'application/x-www-form-urlencoded' }],
    ])('answers 415 to %j', async (headers: Record<string, string>) => {
      const body = new TextEncoder().encode('{"title":"a"}');
      const response = await app.request('/api/tasks', { method: 'POST', headers, body });
      expect(response.status).toBe(415);
      expect(response.headers.get('accept')).toBe('application/json');
      expect((await problemOf(response)).code).toBe('unsupported-media-type');
    });

    it('accepts a charset beside the media type', async () => {
      const headers = { 'content-type': 'Application/JSON; charset=utf-8' };
      const response = await app.request('/api/tasks', { method: 'POST', headers, body: '{"title":"a"}' });
      expect(response.status).toBe(201);
    });

    it('answers 413 to a body that is too large, with or without a length', async () => {
      const body = JSON.stringify({ title: 'a', notes: 'x'.repeat(3000) });
      const sized = { 'content-type': 'application/json', 'content-length': String(body.length) };
      const known = await app.request('/api/tasks', { method: 'POST', headers: sized, body });
      expect(known.status).toBe(413);
      const unknown = await app.request('/api/tasks', json('POST', { title: 'a', notes: 'x'.repeat(3000) }));
      expect(unknown.status).toBe(413);
      expect((await problemOf(unknown)).detail).toContain('2048 bytes');
    });
  });

  describe('GET /api/tasks', () => {
    it('lists by status, the newest first', async () => {
      const first = await add({ title: 'first' });
      setNow('2026-11-20T12:00:01.000Z');
      const second = await add({ title: 'second' });
      await app.request(`/api/tasks/${first.id}/complete`, { method: 'POST' });
      const ids = async (query: string) => {
        const response = await app.request(`/api/tasks${query}`);
        expect(response.status).toBe(200);
        return taskList.parse(await response.json()).tasks.map(({ id }) => id);
      };
      expect(await ids('')).toEqual([second.id, first.id]);
      expect(await ids('?status=all')).toEqual([second.id, first.id]);
      expect(await ids('?status=pending')).toEqual([second.id]);
      expect(await ids('?status=completed')).toEqual([first.id]);
    });

    it('answers 400 to a status that does not exist, naming the parameter', async () => {
      const response = await app.request('/api/tasks?status=done');
      expect(response.status).toBe(400);
      const body = await problemOf(response);
      expect(body).toMatchObject({ code: 'invalid-parameter', errors: [{ parameter: 'status' }] });
    });
  });

  describe('one task', () => {
    it('is changed by PATCH', async () => {
      const { id } = await add();
      setNow('2026-11-20T12:00:05.000Z');
      const response = await app.request(
        `/api/tasks/${id}`,
        json('PATCH', { title: 'Buy bread', completed: true }),
      );
      expect(response.status).toBe(200);
      expect(task.parse(await response.json())).toMatchObject({
        title: 'Buy bread',
        completed: true,
        completedAt: '2026-11-20T12:00:05.000Z',
        updatedAt: '2026-11-20T12:00:05.000Z',
      });
    });

    it('is not changed by a PATCH without a change', async () => {
      const { id } = await add();
      expect((await app.request(`/api/tasks/${id}`, json('PATCH', {}))).status).toBe(422);
    });

    it('is completed, again without an effect, and reopened', async () => {
      const { id } = await add();
      const complete = async () =>
        (await app.request(`/api/tasks/${id}/complete`, { method: 'POST' })).json();
      const first = await complete();
      expect(first).toMatchObject({ completed: true });
      setNow('2026-11-20T13:00:00.000Z');
      expect(await complete()).toEqual(first);
      const reopened = await app.request(`/api/tasks/${id}/reopen`, { method: 'POST' });
      expect(await reopened.json()).toMatchObject({ completed: false, completedAt: null });
    });

    it('is deleted, and then gone', async () => {
      const { id } = await add();
      const response = await app.request(`/api/tasks/${id}`, { method: 'DELETE' });
      expect(response.status).toBe(204);
      expect(await response.text()).toBe('');
      expect((await app.request(`/api/tasks/${id}`)).status).toBe(404);
    });

    it.each([
      ['GET', ''],
      ['PATCH', ''],
      ['DELETE', ''],
      ['POST', '/complete'],
      ['POST', '/reopen'],
    ])('that is not there: %s …%s answers 404, for any id', async (method, action) => {
      for (const id of [randomUUID(), 'no-uuid', '%00', `' or 1=1 --`]) {
        const path = `/api/tasks/${encodeURI(id)}${action}`;
        const response = await app.request(
          path,
          method === 'PATCH' ? json(method, { title: 'a' }) : { method },
        );
        expect(response.status).toBe(404);
        expect((await problemOf(response)).code).toBe('not-found');
      }
    });
  });
});
