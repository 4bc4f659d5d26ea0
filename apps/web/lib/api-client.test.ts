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

type Sent = { path: string; method: string | undefined; body: unknown; headers: unknown };

/** A client whose every request gets the given answer, and what it sent. */
function answering(answer: Response | (() => Promise<Response>)) {
  const sent: Sent[] = [];
  const client = createApiClient(async (path, init) => {
    sent.push({ path: String(path), method: init?.method, body: init?.body, headers: init?.headers });
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
  it('sends to the chat what it is given, and rejects with what the API said', async () => {
    const { client, sent } = answering(problem({ detail: 'A reply is being written' }, 409));
    const { signal } = new AbortController();
    const error = await failure(client.chat({ method: 'POST', body: '{}', signal }));
    expect(error).toMatchObject({ status: 409, message: 'A reply is being written' });
    expect(sent[0]).toMatchObject({ path: '/api/chat', method: 'POST', body: '{}' });
  });

  it('takes a conversation that is gone already for removed', async () => {
    const { client, sent } = answering(problem({}, 404));
    await client.removeConversation('a/b');
    expect(sent[0]).toMatchObject({ path: '/api/conversations/a%2Fb', method: 'DELETE' });
    expect(await failure(answering(problem({}, 503)).client.removeConversation('a'))).toMatchObject({
      status: 503,
    });
  });

  it('reads a page of tasks by its question', async () => {
    const { client, sent } = answering(json({ tasks: [task], nextCursor: null }));
    const page = await client.listTasks({ q: 'a&b', status: 'all', label: undefined }, { signal });
    expect(page).toEqual({ tasks: [task], nextCursor: null });
    expect(sent[0]).toMatchObject({ path: '/api/tasks?q=a%26b&status=all' });
  });

  it('adds a task under a key, and says what takes it back', async () => {
    const headers = { 'x-activity-id': '12' };
    const { client, sent } = answering(Response.json(task, { status: 201, headers }));
    expect(await client.addTask({ title: 'Buy milk' }, 'key-1')).toEqual({ task, activityId: '12' });
    expect(sent[0]).toMatchObject({
      path: '/api/tasks',
      method: 'POST',
      body: '{"title":"Buy milk"}',
      headers: { 'idempotency-key': 'key-1', 'x-client': 'web' },
    });
  });

  it('changes a task of the version that it saw', async () => {
    const { client, sent } = answering(json(task));
    await client.changeTask(task.id, { title: 'Buy eggs' }, 3);
    expect(sent[0]).toMatchObject({
      path: `/api/tasks/${task.id}`,
      method: 'PATCH',
      headers: { 'if-match': '"3"' },
    });
  });

  it('keeps an id from reaching another path', async () => {
    const { client, sent } = answering(json(task));
    await client.getTask('../health?', { signal });
    expect(sent[0]?.path).toBe('/api/tasks/..%2Fhealth%3F');
  });

  it('takes back one action by its id, or the latest', async () => {
    const answer = json({ undone: {}, tasks: [], deletedIds: [] });
    const { client, sent } = answering(async () => answer.clone());
    await client.undo('7');
    await client.undo();
    expect(sent.map(({ body }) => body)).toEqual(['{"activityId":"7"}', '{}']);
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
    expect(await failure(client.addTask({ title: 'x' }, 'k'))).toMatchObject({
      kind: 'problem',
      status: 422,
      message,
      isTemporary: false,
    });
  });

  it.each([500, 502, 503, 504, 429])('with status %d may pass', async (status) => {
    const { client } = answering(problem({}, status));
    expect((await failure(client.addTask({ title: 'x' }, 'k'))).isTemporary).toBe(true);
  });

  it('is told when the answer is no task', async () => {
    const { client } = answering(json({ ok: true }));
    expect(await failure(client.getTask(task.id, { signal }))).toMatchObject({
      kind: 'unexpected',
      status: 200,
    });
  });

  it('is told when an intermediary answers with a page', async () => {
    const { client } = answering(new Response('<h1>Bad gateway</h1>', { status: 502 }));
    const error = await failure(client.listTasks({}, { signal }));
    expect(error).toMatchObject({ kind: 'unexpected', status: 502, isTemporary: true });
  });

  it('is told when there is no connection', async () => {
    const { client } = answering(() => Promise.reject(new TypeError('Failed to fetch')));
    expect(await failure(client.addTask({ title: 'x' }, 'k'))).toMatchObject({
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
    await expect(client.listTasks({}, { signal: controller.signal })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });
});
