import { describe, expect, it } from 'vitest';
import { aLoad } from '../../test/fixtures/load-fixture.ts';
import { longestGap } from './longest-gap.ts';
import { percentilesOf } from './percentiles.ts';
import { steadinessOf } from './steadiness.ts';
import { failuresIn, summariseLoad } from './summarise-load.ts';

describe('percentiles', () => {
  it('are values that were measured, by the nearest rank', () => {
    const values = Array.from({ length: 1_000 }, (_, index) => 1_000 - index);
    expect(percentilesOf(values)).toEqual({ p50: 500, p90: 900, p99: 990, p999: 999, max: 1_000 });
    expect(percentilesOf([7])).toEqual({ p50: 7, p90: 7, p99: 7, p999: 7, max: 7 });
    expect(percentilesOf([])).toBeNull();
  });
});

describe('the longest gap', () => {
  it('lies between the ends of two answers, not between their beginnings', () => {
    const result = aLoad({
      successes: {
        a: [
          [0, 5],
          [10, 300],
          [20, 290],
          [320, 5],
        ],
      },
      to: 400,
    });
    expect(longestGap(result, { streams: ['a'], stretch: result })).toEqual({ from: 5, to: 310, ms: 305 });
  });

  it('is none while another stream is served, and reaches to the ends of the stretch', () => {
    const result = aLoad({
      successes: {
        a: [
          [0, 1],
          [100, 1],
        ],
        b: [[50, 1]],
      },
      to: 400,
    });
    expect(longestGap(result, { streams: ['a', 'b'], stretch: { from: 0, to: 110 } }).ms).toBe(50);
    expect(longestGap(result, { streams: ['a'], stretch: result })).toEqual({ from: 101, to: 400, ms: 299 });
    expect(longestGap(result, { streams: ['c'], stretch: result }).ms).toBe(400);
  });
});

describe('a stretch of a load', () => {
  it('has the requests that were to be sent in it', () => {
    const result = aLoad({
      successes: {
        a: [
          [0, 5],
          [10, 5],
          [20, 5],
        ],
      },
      failures: [[15, 'a']],
      to: 30,
    });
    expect(summariseLoad(result, { from: 10, to: 20 })[0]).toMatchObject({
      sent: 2,
      succeeded: 1,
      failed: 1,
    });
    expect(failuresIn(result, { from: 16, to: 30 })).toEqual([]);
  });
});

describe('the steadiness of the prober', () => {
  const steady = { successes: { a: Array.from({ length: 100 }, (_, i) => [i * 10, 5] as const) }, to: 1_000 };

  it('is believed where it sent what was intended, in time', () => {
    expect(steadinessOf(aLoad(steady))).toMatchObject({ ok: true, sentShare: 1 });
  });

  it.each([
    ['did not send what was intended', { ...steady, to: 2_000 }, '50 % of what was intended'],
    ['sent late', { ...steady, lateMs: 80 }, '80 ms late'],
    ['had no processor left', { ...steady, cpuSeconds: 0.95 }, '95 % of a core'],
    ['lost a part of its output', { ...steady, complete: false }, 'a part of its output is missing'],
    ['sent nothing', { successes: {}, to: 1_000 }, 'it sent nothing'],
  ])('is not where it %s', (_, load, why) => {
    const steadiness = steadinessOf(aLoad(load));
    expect(steadiness.ok).toBe(false);
    expect(steadiness.why).toContain(why);
  });
});
