import { QueryClient } from '@tanstack/react-query';
import { blankTask, type Task } from '@todo-chatbot/contracts';
import { describe, expect, it, vi } from 'vitest';
import type { ApiClient } from './api-client.ts';
import { ApiError } from './api-error.ts';
import { createNotices } from './notices.ts';
import { createTaskActions } from './task-actions.ts';
import { isUnsaved, toggledTask } from './task-cache.ts';

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

/** The actions on a list, with an API whose answers a test gives one by one. */
function start(tasks: readonly Task[]) {
  const calls: { name: string; resolve: (value: unknown) => void; reject: (error: unknown) => void }[] = [];
  const call =
    (name: string) =>
    (...parameters: unknown[]) =>
      new Promise<never>((resolve, reject) => {
        calls.push({
          name: `${name} ${String(parameters[0])}`,
          resolve: resolve as (value: unknown) => void,
          reject,
        });
      });
  const api: ApiClient = {
    listTasks: call('list'),
    addTask: call('add'),
    completeTask: call('complete'),
    reopenTask: call('reopen'),
    deleteTask: call('delete'),
  };
  const client = new QueryClient({ defaultOptions: { mutations: { networkMode: 'always', retry: false } } });
  client.setQueryData(['tasks'], tasks);
  const notices = createNotices();
  const actions = createTaskActions({ api, client, notices, now: () => now });
  const list = () => client.getQueryData<readonly Task[]>(['tasks']) ?? [];
  /** Waits until the API was called so often, and gives the last call. */
  const called = async (count: number) => {
    await vi.waitFor(() => expect(calls).toHaveLength(count));
    const last = calls[count - 1];
    if (last === undefined) throw new Error('not called');
    return last;
  };
  const notice = () => notices.current().at(-1);
  return { actions, notices, list, called, calls, notice, titles: () => list().map(({ title }) => title) };
}

describe('adding a task', () => {
  it('shows it at once, and as the API made it afterwards', async () => {
    const { actions, list, called, titles } = start([saved('old')]);
    actions.add('new');
    expect(titles()).toEqual(['new', 'old']);
    expect(list().map(isUnsaved)).toEqual([true, false]);
    const made = saved('new');
    (await called(1)).resolve(made);
    await vi.waitFor(() => expect(list()[0]).toEqual(made));
    expect(titles()).toEqual(['new', 'old']);
  });

  it('takes it away again when it was not added, and offers to try again', async () => {
    const { actions, called, titles, notice, notices } = start([saved('old')]);
    actions.add('new');
    (await called(1)).reject(down);
    await vi.waitFor(() => expect(titles()).toEqual(['old']));
    expect(notice()).toMatchObject({
      tone: 'error',
      text: '“new” was not added. The server cannot be reached.',
      offer: { label: 'Try again' },
      lifetimeMs: null,
    });
    notices.act(notice()?.id ?? 0);
    expect(titles()).toEqual(['new', 'old']);
    expect((await called(2)).name).toBe('add new');
  });

  it('offers nothing when the API refuses it for good', async () => {
    const { actions, called, notice } = start([]);
    actions.add('new');
    (await called(1)).reject(new ApiError({ kind: 'problem', status: 422, message: 'Must not be so.' }));
    await vi.waitFor(() => expect(notice()?.text).toBe('“new” was not added. Must not be so.'));
    expect(notice()?.offer).toBeUndefined();
  });
});

describe('completing a task', () => {
  it('shows it at once, and takes it back when the API refuses', async () => {
    const task = saved('a');
    const { actions, list, called, notice } = start([task]);
    actions.setCompleted(task, true);
    expect(list()[0]).toMatchObject({ completed: true, completedAt: iso });
    (await called(1)).reject(down);
    await vi.waitFor(() => expect(list()[0]).toEqual(task));
    expect(notice()?.text).toBe('“a” was not completed. The server cannot be reached.');
  });

  it('sends changes of one task one after the other, and shows the last one all the time', async () => {
    const task = saved('a');
    const { actions, list, called, calls } = start([task]);
    actions.setCompleted(task, true);
    actions.setCompleted(toggledTask(task, true, iso), false);
    expect(list()[0]?.completed).toBe(false);
    (await called(1)).resolve(toggledTask(task, true, iso));
    const second = await called(2);
    expect(calls.map(({ name }) => name)).toEqual([`complete ${task.id}`, `reopen ${task.id}`]);
    expect(list()[0]?.completed).toBe(false);
    second.resolve(task);
    await vi.waitFor(() => expect(list()).toEqual([task]));
  });

  it('does not wait for changes of other tasks', async () => {
    const [a, b] = [saved('a'), saved('b')];
    const { actions, called } = start([a, b]);
    actions.setCompleted(a, true);
    actions.setCompleted(b, true);
    expect((await called(2)).name).toBe(`complete ${b.id}`);
  });
});

describe('deleting a task', () => {
  it('hides it at once and sends nothing while it can be undone', () => {
    const task = saved('a');
    const { actions, list, calls, notice, notices } = start([task]);
    actions.remove(task);
    expect([...actions.deletions.hidden()]).toEqual([task.id]);
    expect(notice()).toMatchObject({ text: 'Deleted “a”', offer: { label: 'Undo' } });
    notices.act(notice()?.id ?? 0);
    expect(actions.deletions.hidden().size).toBe(0);
    expect(list()).toEqual([task]);
    expect(calls).toEqual([]);
  });

  it('sends it when the notice ends', async () => {
    const [a, b] = [saved('a'), saved('b')];
    const { actions, called, titles, notice, notices } = start([a, b]);
    actions.remove(a);
    notices.close(notice()?.id ?? 0);
    const request = await called(1);
    expect(request.name).toBe(`delete ${a.id}`);
    request.resolve(undefined);
    await vi.waitFor(() => expect(titles()).toEqual(['b']));
    await vi.waitFor(() => expect(actions.deletions.hidden().size).toBe(0));
  });

  it('sends it when the page is closed', async () => {
    const task = saved('a');
    const { actions, called, notices } = start([task]);
    actions.remove(task);
    notices.closePage();
    expect((await called(1)).name).toBe(`delete ${task.id}`);
  });

  it('shows it again when it was not deleted', async () => {
    const task = saved('a');
    const { actions, called, list, notice, notices } = start([task]);
    actions.remove(task);
    notices.close(notice()?.id ?? 0);
    (await called(1)).reject(down);
    await vi.waitFor(() => expect(actions.deletions.hidden().size).toBe(0));
    expect(list()).toEqual([task]);
    expect(notice()).toMatchObject({ text: '“a” was not deleted. The server cannot be reached.' });
  });
});
