import { blankTask } from '@todo-chatbot/contracts/blank-task';
import { expect, it } from 'vitest';
import { firstOfGroups, groupTasks, type TaskGroup } from './task-groups.ts';

const day = '2026-11-29T00:00:00.000Z';
const group = (title: string, ...ids: string[]): TaskGroup => ({
  key: title,
  title,
  tasks: ids.map((id) => ({ ...blankTask(), id, title: id, createdAt: day, updatedAt: day })),
});
const groups = [group('Overdue', 'a', 'b'), group('Today', 'c', 'd'), group('Later', 'e')];
const shown = (count: number) =>
  firstOfGroups(groups, count).map(({ title, tasks }) => [title, ...tasks.map(({ id }) => id)]);

it('takes the first tasks over all groups, without headings of empty ones', () => {
  expect(shown(3)).toEqual([
    ['Overdue', 'a', 'b'],
    ['Today', 'c'],
  ]);
  expect(shown(2)).toEqual([['Overdue', 'a', 'b']]);
  expect(shown(0)).toEqual([]);
});

it('leaves whole groups as they are', () => {
  const all = firstOfGroups(groups, Number.POSITIVE_INFINITY);
  expect(groups.map((each, index) => all[index] === each)).toEqual([true, true, true]);
});

it('puts what is done below everything else that a search has found', () => {
  const [done, open] = group('', 'done', 'open').tasks;
  if (done === undefined || open === undefined) throw new Error('There are two tasks.');
  const found = groupTasks({ kind: 'search', words: 'o' }, [{ ...done, completed: true }, open], {
    now: Date.parse(day),
    timeZone: 'UTC',
    today: '2026-11-29',
  });
  expect(found.map(({ title, tasks }) => [title, tasks[0]?.id])).toEqual([
    [null, 'open'],
    ['Completed', 'done'],
  ]);
});

const late = Date.parse('2026-11-29T23:30:00Z');
const karachi = { now: late, timeZone: 'Asia/Karachi', today: '2026-11-30' };
const due = (id: string, at: string, timeZone: string) => {
  const [task] = group('', id).tasks;
  if (task === undefined) throw new Error('There is one task.');
  return { ...task, due: { at, timeZone } };
};
const headings = (kind: 'today' | 'upcoming', tasks: Parameters<typeof groupTasks>[1]) =>
  groupTasks({ kind }, tasks, karachi).map(({ title, tasks: list }) => [title, ...list.map(({ id }) => id)]);

it('keeps the days in their order where tasks of several zones come by the clocks of each', () => {
  const newYork = due('new york', '2026-12-01T03:00:00Z', 'America/New_York');
  const tokyo = due('tokyo', '2026-11-30T20:00:00Z', 'Asia/Tokyo');
  const here = due('karachi', '2026-11-30T19:30:00Z', 'Asia/Karachi');
  expect(headings('upcoming', [newYork, tokyo, here])).toEqual([
    ['Tomorrow · Tuesday 1 December', 'new york', 'tokyo', 'karachi'],
  ]);
  const later = due('later', '2026-12-02T02:00:00Z', 'America/New_York');
  expect(headings('upcoming', [later, tokyo]).map(([title]) => title)).toEqual([
    'Tomorrow · Tuesday 1 December',
    'Wednesday 2 December',
  ]);
});

it('puts what is overdue above today, whatever its own clocks show', () => {
  const soon = due('soon', '2026-11-30T01:00:00Z', 'America/New_York');
  const past = due('past', '2026-11-29T23:00:00Z', 'Asia/Tokyo');
  expect(headings('today', [soon, past])).toEqual([
    ['Overdue', 'past'],
    ['Today', 'soon'],
  ]);
});
