import { describe, expect, it } from 'vitest';
import { newTask, notesMaxLength, taskChanges, titleMaxLength } from './task.ts';
import { taskQuery } from './task-query.ts';

describe('a new task', () => {
  it('is trimmed and has nothing but a title unless given', () => {
    expect(newTask.parse({ title: '  Buy milk ' })).toEqual({
      title: 'Buy milk',
      notes: null,
      due: null,
      priority: 'p4',
      labels: [],
      subtasks: [],
      recurrence: null,
    });
  });

  it('takes blank notes as none', () => {
    expect(newTask.parse({ title: 'a', notes: ' \n' }).notes).toBeNull();
  });

  it.each([
    ['no title', {}],
    ['an empty title', { title: '' }],
    ['a title of spaces', { title: '   ' }],
    ['a title that is too long', { title: 'x'.repeat(titleMaxLength + 1) }],
    ['a title that is no string', { title: 3 }],
    ['a title with U+0000', { title: 'a\u0000b' }],
    ['notes that are too long', { title: 'a', notes: 'x'.repeat(notesMaxLength + 1) }],
    ['an unknown member', { title: 'a', colour: 'red' }],
    ['half a surrogate pair', { title: 'a\ud800' }],
    ['a day that does not exist', { title: 'a', due: { date: '2026-02-30' } }],
    ['a time without a time zone', { title: 'a', due: { at: '2026-11-30T09:00:00Z' } }],
    [
      'a time zone that does not exist',
      { title: 'a', due: { at: '2026-11-30T09:00:00Z', timeZone: 'Mars/Base' } },
    ],
    ['two projects', { title: 'a', projectId: null, projectName: 'Home' }],
    ['a label with a space', { title: 'a', labels: ['two words'] }],
    ['a rule that is none', { title: 'a', recurrence: { rrule: 'every monday' } }],
    ['an array', []],
  ])('refuses %s', (_what, value) => {
    expect(newTask.safeParse(value).success).toBe(false);
  });

  it('accepts a title of exactly the longest length', () => {
    expect(newTask.parse({ title: 'x'.repeat(titleMaxLength) }).title).toHaveLength(titleMaxLength);
  });
});

describe('changes of a task', () => {
  it('keep apart what is absent from what is emptied', () => {
    expect(taskChanges.parse({ notes: null })).toEqual({ notes: null });
    expect(taskChanges.parse({ completed: true })).toEqual({ completed: true });
  });

  it.each([
    ['nothing', {}],
    ['an empty title', { title: '' }],
    ['no title by null', { title: null }],
    ['an id', { id: 'a' }],
  ])('refuse %s', (_what, value) => {
    expect(taskChanges.safeParse(value).success).toBe(false);
  });
});

describe('the query of a list', () => {
  it('asks for the first page by default', () => {
    expect(taskQuery.parse({})).toEqual({ limit: 50 });
  });

  it('refuses a status that does not exist', () => {
    expect(taskQuery.safeParse({ status: 'done' }).success).toBe(false);
  });
});
