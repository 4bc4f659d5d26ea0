/** What every task repository must do, whatever it keeps tasks in. */

import { randomUUID } from 'node:crypto';
import { blankTask } from '@todo-chatbot/contracts';
import { beforeEach, describe, expect, it } from 'vitest';
import type { TaskRepository } from '../src/todos/task-repository.ts';

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 20, 12, 0, seconds, 123));
const iso = (seconds: number) => at(seconds).toISOString();

/** @param open gives the repository with no task in it */
export function describeTaskRepository(open: () => Promise<TaskRepository>): void {
  let tasks: TaskRepository;
  beforeEach(async () => {
    tasks = await open();
  });

  const insert = (title: string, seconds = 0, notes: string | null = null) =>
    tasks.insert({ id: randomUUID(), title, notes, createdAt: at(seconds) });

  it('gives back a task as it was put in, to the millisecond', async () => {
    const id = randomUUID();
    const title = `Ünïcode 日本 🎉 'quotes' "and" \\ backslash; drop table tasks; --`;
    const task = await tasks.insert({ id, title, notes: 'line\nbreak', createdAt: at(1) });
    expect(task).toEqual({
      ...blankTask(),
      id,
      title,
      notes: 'line\nbreak',
      completed: false,
      completedAt: null,
      createdAt: iso(1),
      updatedAt: iso(1),
    });
    expect(await tasks.find(id)).toEqual(task);
  });

  it('finds nothing under an id that is not there', async () => {
    expect(await tasks.find(randomUUID())).toBeNull();
    expect(await tasks.update(randomUUID(), { title: 'x' }, at(1))).toBeNull();
    expect(await tasks.remove(randomUUID())).toBe(false);
  });

  it('lists the newest first, and those of one moment in the reverse order of their arrival', async () => {
    await insert('second', 2);
    await insert('first', 1);
    await insert('third a', 3);
    await insert('third b', 3);
    const list = await tasks.list('all');
    expect(list.map((task) => task.title)).toEqual(['third b', 'third a', 'second', 'first']);
  });

  it('lists by status', async () => {
    const done = await insert('done', 1);
    await insert('open', 2);
    await tasks.update(done.id, { completed: true }, at(3));
    const titles = async (status: 'all' | 'pending' | 'completed') =>
      (await tasks.list(status)).map((task) => task.title);
    expect(await titles('all')).toEqual(['open', 'done']);
    expect(await titles('pending')).toEqual(['open']);
    expect(await titles('completed')).toEqual(['done']);
  });

  it('removes a task once', async () => {
    const { id } = await insert('gone');
    expect(await tasks.remove(id)).toBe(true);
    expect(await tasks.remove(id)).toBe(false);
    expect(await tasks.find(id)).toBeNull();
  });

  describe('a change', () => {
    it('leaves alone what it does not name', async () => {
      const task = await insert('title', 0, 'notes');
      expect(await tasks.update(task.id, { title: 'new' }, at(1))).toEqual({
        ...task,
        title: 'new',
        updatedAt: iso(1),
      });
    });

    it('takes notes away', async () => {
      const task = await insert('title', 0, 'notes');
      expect((await tasks.update(task.id, { notes: null }, at(1)))?.notes).toBeNull();
    });

    it('completes once: the first time stays', async () => {
      const task = await insert('title');
      const first = await tasks.update(task.id, { completed: true }, at(1));
      expect(first).toMatchObject({ completed: true, completedAt: iso(1), updatedAt: iso(1) });
      expect(await tasks.update(task.id, { completed: true }, at(2))).toEqual(first);
    });

    it('opens a completed task again', async () => {
      const task = await insert('title');
      await tasks.update(task.id, { completed: true }, at(1));
      expect(await tasks.update(task.id, { completed: false }, at(2))).toEqual({
        ...task,
        updatedAt: iso(2),
      });
    });

    it('that changes nothing leaves the time of the last change alone', async () => {
      const task = await insert('title', 0, 'notes');
      const same = { title: 'title', notes: 'notes', completed: false };
      expect(await tasks.update(task.id, same, at(1))).toEqual(task);
    });

    it('does not undo another one of the same moment', async () => {
      const task = await insert('title');
      await Promise.all([
        tasks.update(task.id, { title: 'new' }, at(1)),
        tasks.update(task.id, { notes: 'new' }, at(1)),
        tasks.update(task.id, { completed: true }, at(1)),
      ]);
      expect(await tasks.find(task.id)).toMatchObject({ title: 'new', notes: 'new', completed: true });
    });
  });
}
