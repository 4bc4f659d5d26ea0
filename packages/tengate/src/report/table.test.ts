import { describe, expect, it } from 'vitest';
import { renderTable, wrap } from './table.ts';

describe('renderTable', () => {
  it('aligns columns by what the terminal shows', () => {
    const lines = renderTable({
      columns: [{ title: 'pod' }, { title: 'state' }],
      rows: [
        ['日本', 'ok'],
        ['a', 'waiting'],
      ],
      width: 80,
    });
    expect(lines).toEqual(['  pod   state', '  日本  ok', '  a     waiting']);
  });

  it('wraps the one wrapping column into the width that is left', () => {
    const lines = renderTable({
      columns: [{ title: '#' }, { title: 'what', wraps: true }],
      rows: [['1', 'one two three four five six seven']],
      width: 27,
    });
    expect(lines).toEqual(['  #  what', '  1  one two three four', '     five six seven']);
  });

  it('prints no title line when no column has a title', () => {
    expect(renderTable({ columns: [{ title: '' }], rows: [['x']], width: 80, indent: 0 })).toEqual(['x']);
  });
});

describe('wrap', () => {
  it('breaks a word that is longer than the line', () => {
    expect(wrap('abcdefgh ij', 4)).toEqual(['abcd', 'efgh', 'ij']);
  });

  it('keeps paragraphs', () => {
    expect(wrap('a\nb', 10)).toEqual(['a', 'b']);
  });
});
