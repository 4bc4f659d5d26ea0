import { describe, expect, it } from 'vitest';
import { jsonPointer } from './json-pointer.ts';

describe('a JSON pointer', () => {
  const value = { tasks: [{ id: 7 }], 'a/b': { '~x': null }, '': 1 };

  it.each([
    ['', value],
    ['/tasks/0/id', 7],
    ['/a~1b/~0x', null],
    ['/', 1],
    ['/tasks/1', undefined],
    ['/tasks/0/id/more', undefined],
    ['/constructor', undefined],
  ])('%j leads to its value or nowhere', (pointer, wanted) => {
    expect(jsonPointer(value, pointer)).toEqual(wanted);
  });
});
