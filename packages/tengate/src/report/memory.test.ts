import { expect, it } from 'vitest';
import { formatMemory } from './memory.ts';

it.each([
  [512, '512 MiB'],
  [1_024, '1 GiB'],
  [24_106, '23.5 GiB'],
])('%d MiB are %s', (mib, text) => {
  expect(formatMemory(mib)).toBe(text);
});
