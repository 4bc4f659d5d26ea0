import { expect, it } from 'vitest';
import { quoteTitle } from './quote-title.ts';

it('a short title is quoted whole', () => {
  expect(quoteTitle('Buy milk')).toBe('“Buy milk”');
});

it('a long title is cut, never within a character', () => {
  expect(quoteTitle('🌱'.repeat(60))).toBe(`“${'🌱'.repeat(39)}…”`);
});
