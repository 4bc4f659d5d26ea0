import type { Task } from '@todo-chatbot/contracts';
import { describe, expect, it } from 'vitest';
import { toggledTask, unsavedTask } from './task-cache.ts';
import { addressOfFilter, countTasks, filterOfAddress, filterTasks } from './task-filter.ts';

const now = '2026-11-20T10:00:00.000Z';
const pending: Task = unsavedTask({ title: 'a', number: 1, now });
const completed: Task = toggledTask(unsavedTask({ title: 'b', number: 2, now }), true, now);

describe('the filter', () => {
  it('shows what it says, in the order of the list', () => {
    const tasks = [pending, completed];
    expect(filterTasks(tasks, 'all')).toEqual(tasks);
    expect(filterTasks(tasks, 'pending')).toEqual([pending]);
    expect(filterTasks(tasks, 'completed')).toEqual([completed]);
  });

  it('counts', () => {
    expect(countTasks([pending, completed, completed])).toEqual({ all: 3, pending: 1, completed: 2 });
    expect(countTasks([])).toEqual({ all: 0, pending: 0, completed: 0 });
  });

  it('is kept in the address', () => {
    for (const filter of ['all', 'pending', 'completed'] as const) {
      expect(filterOfAddress(new URL(addressOfFilter(filter), 'http://x').search)).toBe(filter);
    }
  });

  it.each(['', '?show=', '?show=done', '?other=pending'])('shows all for the address %j', (search) => {
    expect(filterOfAddress(search)).toBe('all');
  });
});
