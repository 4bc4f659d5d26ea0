import { describe, expect, it } from 'vitest';
import { aLoad } from '../../../test/fixtures/load-fixture.ts';
import { calibrationOf, judgeStep } from './calibrate.ts';

const step = (ratePerSecond: number, held: boolean) => ({
  ratePerSecond,
  held,
  p99Ms: 20,
  failed: 0,
  why: 'p99 is 20 ms',
});

describe('the calibrated rate', () => {
  it.each([
    ['what is wanted, where twice as much is held', [step(200, true), step(400, true)], 200],
    ['a share of what is held, where twice as much is not', [step(200, true), step(400, false)], 100],
    ['a share of less, where what is wanted is not held', [step(200, false), step(100, true)], 50],
    ['none, where nothing is held', [step(200, false), step(100, false)], 0],
  ])('is %s', (_, steps, rate) => {
    expect(calibrationOf({ steps, wanted: 200, share: 0.5 }).ratePerSecond).toBe(rate);
  });

  it('is held only without a failure, with short waits, by a steady prober', () => {
    const served = (latency: number) => ({
      successes: { a: Array.from({ length: 100 }, (_, index) => [index * 10, latency] as const) },
      to: 1_000,
    });
    expect(judgeStep(aLoad(served(20))).held).toBe(true);
    expect(judgeStep(aLoad({ ...served(20), failures: [[5, 'a']] }))).toMatchObject({
      held: false,
      why: '1 requests failed',
    });
    expect(judgeStep(aLoad(served(600)))).toMatchObject({ held: false, why: 'p99 is 600 ms' });
    expect(judgeStep(aLoad({ ...served(20), lateMs: 100 })).held).toBe(false);
  });
});
