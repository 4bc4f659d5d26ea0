import { expect, it } from 'vitest';
import { waitWords } from './wait-words.ts';

it.each([
  [0, '1 second'],
  [1, '1 second'],
  [59, '59 seconds'],
  [60, '1 minute'],
  [61, '2 minutes'],
  [900, '15 minutes'],
])('says %i s as %s', (seconds, words) => {
  expect(waitWords(seconds)).toBe(words);
});
