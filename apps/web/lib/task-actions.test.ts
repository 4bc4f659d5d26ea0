import { QueryClient } from '@tanstack/react-query';
import { blankTask, type Task } from '@todo-chatbot/contracts';
import { describe, expect, it, vi } from 'vitest';
import { ApiError } from './api-error.ts';
import { createChangeSender } from './change-sender.ts';
import { createNotices } from './notices.ts';
import { createTaskActions } from './task-actions.ts';
import { isUnsaved } from './task-cache.ts';
import { noFilter } from './views.ts';

const now = Date.UTC(2026, 10, 20);
const iso = new Date(now).toISOString();

const saved = (title: string): Task => ({
  id: crypto.randomUUID(),
  title,
  ...blankTask(),
  createdAt: iso,
  updatedAt: iso,
});

const down = new ApiError({ kind: 'unreachable', message: 'The server cannot be reached.' });
const stale = new ApiError({ kind: 'problem', message: 'It has changed', status: 412 });
/** Against a hang alone. */
const patience = { timeout: 30_000 };
const listKey = ['tasks', 'list', { kind: 'all' }, noFilter, 'newest', 'UTC', '2026-11-20'];

/** The actions on a list, with an API whose answers a test gives one by one. */
function start(tasks: readonly Task[]) {
  const calls: {
    name: string;
    parameters: unknown[];
    resolve: (value: unknown) => void;
    reject: (error: unknown) => void;
  }[] = [];
  const call =
    (name: string) =>
    (...parameters: unknown[]) =>
      new Promise<never>((resolve, reject) => {
        calls.push({ name, parameters, resolve: resolve as (value: unknown) => void, reject });
      });
  const api = {
    listTasks: call('list'),
    countTasks: call('count'),
    getTask: call('get'),
    listProjects: call('projects'),
    listLabels: call('labels'),
    addTask: call('add'),
    changeTask: call('change'),
    bulk: call('bulk'),
    undo: call('undo'),
  };
  const client = new QueryClient({ defaultOptions: { mutations: { networkMode: 'always', retry: false } } });
  client.setQueryData(listKey, { pages: [{ tasks, nextCursor: null }], pageParams: [''] });
  const notices = createNotices();
  let keys = 0;
  const actions = createTaskActions({
    api,
    client,
    notices,
    changes: createChangeSender({ api, client, notices }),
    now: () => now,
    timeZone: () => 'UTC',
    newKey: () => `key-${++keys}`,
  });
  const list = () =>
    client.getQueryData<{ pages: { tasks: Task[] }[] }>(listKey)?.pages.flatMap((page) => page.tasks) ?? [];
  /** Waits until the API was called so often, and gives the last call. */
  const called = async (count: number) => {
    await vi.waitFor(() => expect(calls).toHaveLength(count), patience);
    const last = calls[count - 1];
    if (last === undefined) throw new Error('not called');
    return last;
  };
  const noticed = (text: string) =>
    vi.waitFor(() => {
      const notice = notices.current().find((each) => each.text.includes(text));
      if (notice === undefined) throw new Error(`no notice: ${text}`);
      return notice;
    }, patience);
  return { actions, notices, noticed, list, called, calls, titles: () => list().map(({ title }) => title) };
}

describe('adding a task', () => {
  it('shows it at once, and as the API made it afterwards, with an offer to take it back', async () => {
    const { actions, list, titles, called, noticed, notices } = start([saved('a')]);
    actions.add({ title: 'b' }, { priority: 'p1' });
    expect(titles()).toEqual(['b', 'a']);
    expect(list()[0]).toMatchObject({ priority: 'p1' });
    expect(list().map(isUnsaved)).toEqual([true, false]);
    const made = saved('b');
    (await called(1)).resolve({ task: made, activityId: '7' });
    notices.act((await noticed('Added “b”')).id);
    expect(list()[0]).toEqual(made);
    expect((await called(2)).parameters).toEqual(['7']);
  });

  it('adds several as one, the first on top, and takes them back as one', async () => {
    const { actions, titles, list, called, noticed, notices } = start([saved('old')]);
    actions.addMany([
      { task: { title: 'a' }, shown: {} },
      { task: { title: 'b', labels: ['x'] }, shown: { labels: ['x'] } },
    ]);
    expect(titles()).toEqual(['a', 'b', 'old']);
    const { parameters, resolve } = await called(1);
    expect(parameters).toEqual([
      { action: 'create', tasks: [{ title: 'b', labels: ['x'] }, { title: 'a' }] },
      'key-1',
    ]);
    resolve({ tasks: [saved('b'), saved('a')], deletedIds: [], activityId: '9' });
    notices.act((await noticed('Added 2 tasks')).id);
    expect(titles()).toEqual(['a', 'b', 'old']);
    expect(list().some(isUnsaved)).toBe(false);
    expect((await called(2)).parameters).toEqual(['9']);
  });

  it('adds none of several when the API refuses, and tries again under the same key', async () => {
    const { actions, titles, called, noticed, notices } = start([]);
    actions.addMany(['a', 'b'].map((title) => ({ task: { title }, shown: {} })));
    (await called(1)).reject(down);
    const notice = await noticed('2 tasks were not added');
    expect(titles()).toEqual([]);
    notices.act(notice.id);
    expect(titles()).toEqual(['a', 'b']);
    expect((await called(2)).parameters[1]).toBe('key-1');
  });

  it('takes it back when the API refuses, and tries again under the same key, so that it is never made twice', async () => {
    const { actions, titles, called, noticed, notices } = start([]);
    actions.add({ title: 'b' }, {});
    const first = await called(1);
    first.reject(down);
    const notice = await noticed('“b” was not added. The server cannot be reached.');
    expect(titles()).toEqual([]);
    notices.act(notice.id);
    expect(titles()).toEqual(['b']);
    expect((await called(2)).parameters).toEqual(first.parameters);
  });
});

describe('completing and deleting', () => {
  it('is shown at once and sent as one entry to undo', async () => {
    const [a, b] = [saved('a'), saved('b')];
    const { actions, list, called, noticed } = start([a, b]);
    actions.act('complete', [a, b]);
    expect(list().map(({ completed }) => completed)).toEqual([true, true]);
    const call = await called(1);
    expect(call.parameters).toEqual([{ action: 'complete', ids: [a.id, b.id] }]);
    call.resolve({ activityId: '1', tasks: [], deletedIds: [] });
    expect((await noticed('Completed 2 tasks')).offer).toEqual({ label: 'Undo' });
  });

  it('is taken back when the API refuses', async () => {
    const a = saved('a');
    const { actions, list, called, noticed } = start([a]);
    actions.act('complete', [a]);
    (await called(1)).reject(down);
    await noticed('“a” was not completed.');
    expect(list()).toEqual([a]);
  });

  it('sends changes of one task one after the other, and shows the latest', async () => {
    const a = saved('a');
    const { actions, list, called, calls } = start([a]);
    actions.act('complete', [a]);
    const first = await called(1);
    actions.act('reopen', [a]);
    expect(list()[0]?.completed).toBe(false);
    expect(calls).toHaveLength(1);
    first.resolve({
      activityId: '1',
      tasks: [{ ...a, completed: true, completedAt: iso, version: 2 }],
      deletedIds: [],
    });
    await called(2);
    expect(list()[0]?.completed).toBe(false);
  });
});

describe('changing a task', () => {
  it('names the version that it saw, and that of its own earlier change afterwards', async () => {
    const a = saved('a');
    const { actions, titles, called } = start([a]);
    actions.change(a, { title: 'b' });
    expect(titles()).toEqual(['b']);
    const first = await called(1);
    expect(first.parameters).toEqual([a.id, { title: 'b' }, 1]);
    actions.change(a, { priority: 'p1' });
    first.resolve({ task: { ...a, title: 'b', version: 2 }, activityId: '1' });
    expect((await called(2)).parameters).toEqual([a.id, { priority: 'p1' }, 2]);
  });

  it('shows what others made of it meanwhile, and puts the own change on top when asked to', async () => {
    const a = saved('a');
    const { actions, titles, called, noticed, notices } = start([a]);
    actions.change(a, { title: 'mine' });
    (await called(1)).reject(stale);
    (await called(2)).resolve({ ...a, title: 'theirs', version: 5 });
    const notice = await noticed('was changed elsewhere meanwhile');
    expect(titles()).toEqual(['theirs']);
    notices.act(notice.id);
    expect(titles()).toEqual(['mine']);
    expect((await called(3)).parameters).toEqual([a.id, { title: 'mine' }, 5]);
  });
});

describe('taking back', () => {
  it('takes the offer that is shown, else the latest action of the account', async () => {
    const a = saved('a');
    const { actions, called, noticed } = start([a]);
    actions.undoLatest();
    const call = await called(1);
    expect(call).toMatchObject({ name: 'undo', parameters: [undefined] });
    call.resolve({
      undone: {
        id: '3',
        kind: 'completed',
        client: 'mcp',
        at: iso,
        tasks: [{ id: a.id, title: 'a' }],
        undoneAt: iso,
        undoes: null,
      },
      tasks: [a],
      deletedIds: [],
    });
    await noticed('Took back: “a” completed');
  });
});
