import type { ImportPreview } from '@todo-chatbot/contracts';
import { describe, expect, it } from 'vitest';
import { previewWords, readImportFile, someOf } from './import-file.ts';

const exported = (members: object) => JSON.stringify({ format: 'todo-chatbot', version: 1, ...members });

describe('a chosen file', () => {
  it('is an export or a table, without the mark of its beginning', () => {
    const text = exported({ tasks: [{ title: 'a' }] });
    expect(readImportFile({ name: 'todo.json', text })).toEqual({
      ok: true,
      text,
      mediaType: 'application/json',
    });
    expect(readImportFile({ name: 'Todo.CSV', text: '\uFEFFtitle\r\nBuy milk\r\n' })).toEqual({
      ok: true,
      text: 'title\r\nBuy milk\r\n',
      mediaType: 'text/csv',
    });
  });

  it.each([
    ['an empty file', ' \n'],
    ['what is no JSON', '{'],
    ['a list', '[]'],
    ['another application’s JSON', '{"format":"other","tasks":[]}'],
  ])('refuses %s', (_what, text) => {
    expect(readImportFile({ name: 'todo.json', text })).toMatchObject({ ok: false });
  });
});

it.each<[Partial<ImportPreview>, string]>([
  [{ tasks: 42, newProjects: ['a', 'b', 'c'] }, '42 tasks, 3 new projects'],
  [{ tasks: 1, newLabels: ['a'] }, '1 task, 1 new label'],
  [{}, '0 tasks'],
])('says what %j would bring', (found, words) => {
  const nothing = { tasks: 0, newProjects: [], newLabels: [], problems: [], unreadable: 0 };
  expect(previewWords({ ...nothing, ...found })).toBe(words);
});

it('names some and counts the rest', () => {
  expect(someOf(['a', 'b'], 2)).toBe('a, b');
  expect(someOf(['a', 'b', 'c', 'd'], 2)).toBe('a, b and 2 more');
});
