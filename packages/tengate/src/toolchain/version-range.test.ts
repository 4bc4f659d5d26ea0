import { describe, expect, it } from 'vitest';
import { isAccepted } from './version-range.ts';

describe('accepted versions', () => {
  it.each([
    ['1.36.3', '>=1.36.0 <1.37', true],
    ['1.36.4+k3s1', '>=1.36.0 <1.37', true],
    ['1.35.9', '>=1.36.0 <1.37', false],
    ['1.26', '>=1.21.0', true],
    ['2.2.0-beta.2', '>=2.1.0 <3', false],
    ['1.32.4-dispatcher', '>=1.35.0 <1.38', false],
    ['unknown', '*', false],
  ])('%s in %s: %s', (version, range, accepted) => {
    expect(isAccepted(version, range)).toBe(accepted);
  });
});
