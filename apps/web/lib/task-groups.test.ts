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
