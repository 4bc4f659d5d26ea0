import { describe, expect, it } from 'vitest';
import { selectGates } from './select-gates.ts';

const available = [1, 2, 3, 4] as const;

describe('the choice of gates', () => {
  it.each([
    ['3', [3]],
    ['1-4', [1, 2, 3, 4]],
    ['3,1', [1, 3]],
    ['1-2, 2-3', [1, 2, 3]],
  ])('reads %s', (text, gates) => {
    expect(selectGates(text, available)).toEqual({ ok: true, gates });
  });

  it.each([
    ['', '"" is neither the number of a gate'],
    ['two', '"two" is neither the number of a gate'],
    ['4-1', 'the range 4-1 ends before it begins'],
    ['5', 'there is no gate 5; there are gates 1, 2, 3, 4'],
    ['1,,2', '"" is neither the number of a gate'],
  ])('refuses %j and says why', (text, message) => {
    const selection = selectGates(text, available);
    expect(selection.ok ? '' : selection.message).toContain(message);
  });
});
