import { expect, it } from 'vitest';
import { readApprovalWord } from './approval-words.ts';

it.each(['yes', 'Yes!', ' ok ', 'Go ahead.', 'yes, do it', 'haan', 'جی ہاں'])('takes %s for yes', (text) => {
  expect(readApprovalWord(text)).toBe(true);
});

it.each(['no', 'No.', "don't", 'cancel', 'nahi', 'نہیں'])('takes %s for no', (text) => {
  expect(readApprovalWord(text)).toBe(false);
});

it.each([
  'yes, but only the first',
  'no idea what this is',
  'buy okra',
  'yesterday',
  'delete them',
  '',
  'The task says: yes',
])('takes “%s” for neither', (text) => {
  expect(readApprovalWord(text)).toBeNull();
});
