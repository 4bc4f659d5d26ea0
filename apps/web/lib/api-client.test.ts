import { blankTask, type Task } from '@todo-chatbot/contracts';
import { describe, expect, it } from 'vitest';
import { createApiClient } from './api-client.ts';
import { ApiError } from './api-error.ts';

const task: Task = {
  id: '0195a2f1-0000-4000-8000-000000000001',
  title: 'Buy milk',
  ...blankTask(),
  createdAt: '2026-11-20T10:00:00.000Z',
  updatedAt: '2026-11-20T10:00:00.000Z',
};

type Sent = { path: string; method: string | undefined; body: unknown; keepalive: boolean | undefined };

/** A client whose every request gets the given answer, and what it sent. */
function answering(answer: Response | (() => Promise<Response>)) {
  const sent: Sent[] = [];
  const client = createApiClient(async (path, init) => {
    sent.push({ path: String(path), method: init?.method, body: init?.body, keepalive: init?.keepalive });
    return answer instanceof Response ? answer : answer();
  });
  return { client, sent };
}

const json = (value: unknown, status = 200) => Response.json(value, { status });
const problem = (members: object, status: number) =>
  json({ type: 'urn:problem:todo-chatbot:x', title: 'Refused', status, code: 'x', ...members }, status);

async function failure(action: Promise<unknown>): Promise<ApiError> {
  const error = await action.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof ApiError) return error;
  throw new Error(`expected an ApiError, got ${String(error)}`);
}

const { signal } = new AbortController();

describe('the API client', () => {
  it('reads the tasks', async () => {
    const { client, sent } = answering(json({ tasks: [task], nextCursor: null }));
    expect(await client.listTasks({ signal })).toEqual([task]);
    expect(sent[0]).toMatchObject({ path: '/api/tasks' });
  });

  it('adds a task', async () => {
    const { client, sent } = answering(json(task, 201));
    expect(await client.addTask('Buy milk')).toEqual(task);
    expect(sent[0]).toMatchObject({ path: '/api/tasks', method: 'POST', body: '{"title":"Buy milk"}' });
  });

  it.each(['complete', 'reopen'] as const)('can %s a task', async (action) => {
    const { client, sent } = answering(json(task));
    await (action === 'complete' ? client.completeTask(task.id) : client.reopenTask(task.id));
    expect(sent[0]).toMatchObject({ path: `/api/tasks/${task.id}/${action}`, method: 'POST' });
  });

  it('deletes a task, even while the page is being closed', async () => {
    const { client, sent } = answering(new Response(null, { status: 204 }));
    await client.deleteTask(task.id, { outlivesPage: true });
    expect(sent[0]).toMatchObject({ path: `/api/tasks/${task.id}`, method: 'DELETE', keepalive: true });
  });

  it('takes a task that is gone already as deleted', async () => {
    const { client } = answering(problem({}, 404));
    await expect(client.deleteTask(task.id)).resolves.toBeUndefined();
  });

  it('keeps an id from reaching another path', async () => {
    const { client, sent } = answering(json(task));
    await client.completeTask('../health?');
    expect(sent[0]?.path).toBe('/api/tasks/..%2Fhealth%3F/complete');
  });
});

describe('a failure', () => {
  it.each([
    [
      'its refused member',
      { detail: 'Invalid', errors: [{ pointer: '/title', detail: 'Must not be empty' }] },
      'Must not be empty',
    ],
    ['its detail', { detail: 'The database rests' }, 'The database rests'],
    ['its title', {}, 'Refused'],
  ])('says %s', async (_what, members, message) => {
    const { client } = answering(problem(members, 422));
    expect(await failure(client.addTask('x'))).toMatchObject({
      kind: 'problem',
      status: 422,
      message,
      isTemporary: false,
    });
  });

  it.each([500, 502, 503, 504, 429])('with status %d may pass', async (status) => {
    const { client } = answering(problem({}, status));
    expect((await failure(client.addTask('x'))).isTemporary).toBe(true);
  });

  it('is told when the answer is no task', async () => {
    const { client } = answering(json({ ...task, completed: 'perhaps' }));
    expect(await failure(client.completeTask(task.id))).toMatchObject({ kind: 'unexpected', status: 200 });
  });

  it('is told when an intermediary answers with a page', async () => {
    const { client } = answering(new Response('<h1>Bad gateway</h1>', { status: 502 }));
    const error = await failure(client.listTasks({ signal }));
    expect(error).toMatchObject({ kind: 'unexpected', status: 502, isTemporary: true });
  });

  it('is told when there is no connection', async () => {
    const { client } = answering(() => Promise.reject(new TypeError('Failed to fetch')));
    expect(await failure(client.addTask('x'))).toMatchObject({
      kind: 'unreachable',
      status: null,
      message: 'The server cannot be reached.',
      isTemporary: true,
    });
  });

  it('is none of ours when the caller changed its mind', async () => {
    const controller = new AbortController();
    const { client } = answering(async () => {
      controller.abort();
      throw controller.signal.reason;
    });
    await expect(client.listTasks({ signal: controller.signal })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });
});
