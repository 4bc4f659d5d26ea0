import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { equalQuantities, parseQuantity } from './quantity.ts';

describe('quantities', () => {
  it.each([
    ['500m', 0.5],
    ['500m', '0.5'],
    [1, '1000m'],
    ['1Gi', '1024Mi'],
    ['1.5Gi', '1536Mi'],
    ['1k', '1000'],
    ['1e3', '1k'],
    ['1E', '1000P'],
    ['.5', '500m'],
    ['100u', '100000n'],
    // Kubernetes rounds up what is finer than it keeps.
    ['0.0000000001', '1n'],
  ])('%s equals %s', (one, other) => {
    expect(equalQuantities(one, other)).toBe(true);
  });

  it.each([
    ['500m', '501m'],
    ['1Gi', '1G'],
    ['1', '1m'],
    ['nonsense', 'nonsense'],
    ['', ''],
    ['-1', '1'],
  ])('%s does not equal %s', (one, other) => {
    expect(equalQuantities(one, other)).toBe(false);
  });

  it('are exact however large', () => {
    expect(parseQuantity('9007199254740993')).toBe(9_007_199_254_740_993_000_000_000n);
  });

  it('are the same in milli and in whole', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), (whole) => {
        expect(equalQuantities(`${whole}000m`, whole)).toBe(true);
      }),
    );
  });
});
