import { expect, it } from 'vitest';
import { deedOf, namedTasks, questionOf } from './tool-words.ts';

const milk = { task_id: 't1', status: 'pending', title: 'Buy milk' };
const shown = { id: 't1', title: 'Buy milk', isGone: false };

it.each([
  ['add_task', {}, milk, 'Added', [shown]],
  ['complete_task', { completed: false }, milk, 'Opened again', [shown]],
  ['update_tasks', { action: 'complete' }, { tasks: [milk] }, 'Completed', [shown]],
  ['delete_task', {}, { ...milk, status: 'deleted' }, 'Deleted', [{ ...shown, isGone: true }]],
  ['list_tasks', {}, { tasks: [milk, milk], more: false }, 'Looked at 2 tasks', []],
  ['undo', {}, { undone: 'created', tasks: [] }, 'Took back', []],
])('says what %s did', (name, input, output, words, tasks) => {
  expect(deedOf(name, input, output)).toEqual({ words, tasks, isProblem: false });
});

it('says what was not done, in the words of the tool', () => {
  expect(deedOf('undo', {}, { error: 'There is nothing to undo.' })).toMatchObject({
    words: 'There is nothing to undo.',
    isProblem: true,
  });
  expect(deedOf('complete_task', {}, { ...milk, status: 'not_found' })).toMatchObject({ isProblem: true });
});

it('asks before what waits for approval, and names the tasks', () => {
  expect(questionOf('delete_task', { task_id: 't1' })).toBe('Delete this task?');
  expect(questionOf('update_tasks', { action: 'delete', task_ids: ['t1', 't2'] })).toBe('Delete 2 tasks?');
  expect(questionOf('add_tasks', { tasks: [{ title: 'a' }, { title: 'b' }, { title: 'c' }] })).toBe(
    'Add 3 tasks?',
  );
  expect(namedTasks({ task_ids: ['t1', 't2'] })).toEqual([{ id: 't1' }, { id: 't2' }]);
  expect(namedTasks({ tasks: [{ title: 'a' }] })).toEqual([{ title: 'a' }]);
  expect(namedTasks({ task_id: 't1' })).toEqual([{ id: 't1' }]);
  expect(namedTasks(undefined)).toEqual([]);
});
