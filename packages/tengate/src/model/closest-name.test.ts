import { describe, expect, it } from 'vitest';
import { closestName } from './closest-name.ts';

describe('closestName', () => {
  const keys = ['release', 'images', 'services', 'journey', 'local'];

  it.each([
    ['relase', 'release'],
    ['image', 'images'],
    ['sevrices', 'services'],
    ['Journey', 'journey'],
  ])('takes %s for %s', (word, name) => {
    expect(closestName(word, keys)).toBe(name);
  });

  it.each(['', 'x', 'provider'])('suggests nothing for %j, which is near to none', (word) => {
    expect(closestName(word, keys)).toBeNull();
  });
});
