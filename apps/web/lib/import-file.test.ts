import { describe, expect, it } from 'vitest';
import { readImportFile } from './import-file.ts';

const exported = (members: object) => JSON.stringify({ format: 'todo-chatbot', version: 1, ...members });

describe('a chosen file', () => {
  it('tells what an export holds', () => {
    const text = exported({ tasks: [{ title: 'a' }], projects: [{}, {}], labels: [] });
    expect(readImportFile({ name: 'todo.json', text })).toMatchObject({
      ok: true,
      mediaType: 'application/json',
      holds: '1 task, 2 projects',
    });
    expect(readImportFile({ name: 'todo.json', text: exported({ tasks: [] }) })).toMatchObject({
      holds: '0 tasks',
    });
  });

  it('counts the tasks of a table, whose cells may have several lines', () => {
    const text = '\uFEFFtitle,notes\r\nBuy milk,"two ""big"" bottles\r\n\r\nand bread"\r\nCall Ada,\r\n\r\n';
    expect(readImportFile({ name: 'Todo.CSV', text })).toMatchObject({
      ok: true,
      mediaType: 'text/csv',
      holds: '2 tasks',
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
