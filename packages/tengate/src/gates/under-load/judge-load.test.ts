import { describe, expect, it } from 'vitest';
import { aLoad } from '../../../test/fixtures/load-fixture.ts';
import { verdictOf } from '../gate-outcomes.ts';
import { judgeGap, judgeLoss, judgeSteadiness } from './judge-load.ts';

/** Served every 10 ms for a second. */
const served = { a: Array.from({ length: 100 }, (_, index) => [index * 10, 5] as const) };
const judged = (result: ReturnType<typeof aLoad>, stretch = { from: 0, to: 1_000 }) => ({
  name: 'upgrade',
  subject: 'Release/dev',
  result,
  stretch,
});

describe('the judgement of a load', () => {
  it('passes where nothing failed and nobody waited', () => {
    const result = aLoad({ successes: served, to: 1_000 });
    const parts = [judgeLoss(judged(result)), judgeGap(judged(result)), judgeSteadiness(result)];
    expect(parts.flatMap(({ findings }) => findings)).toEqual([]);
    expect(
      verdictOf(
        parts.flatMap(({ measurements }) => measurements),
        [],
      ),
    ).toBe('passed');
  });

  it('fails for one lost request, and says on which stream and when', () => {
    const result = aLoad({ successes: served, failures: [[405, 'a']], to: 1_000 });
    const { measurements, findings } = judgeLoss(judged(result, { from: 400, to: 1_000 }));
    expect(verdictOf(measurements, findings)).toBe('failed');
    expect(findings).toMatchObject([{ code: 'requests-lost' }]);
    expect(findings[0]?.what).toContain(
      '1 requests failed (1 reset), the first 5 ms after its beginning on a',
    );
  });

  it('does not count what failed before or after', () => {
    const result = aLoad({
      successes: served,
      failures: [
        [100, 'a'],
        [900, 'a'],
      ],
      to: 1_000,
    });
    expect(judgeLoss(judged(result, { from: 200, to: 900 })).findings).toEqual([]);
  });

  it('fails where nobody was answered for longer than 100 ms, though nothing was lost', () => {
    const paused = { a: served.a.filter(([at]) => at < 300 || at > 420) };
    const result = aLoad({ successes: paused, to: 1_000 });
    const { measurements, findings } = judgeGap(judged(result));
    expect(verdictOf(measurements, findings)).toBe('failed');
    expect(findings).toMatchObject([{ code: 'answers-paused', subject: 'Release/dev' }]);
  });

  it('blames no service for the time that the prober itself stood still, and passes nothing either', () => {
    // Ten requests of the 120 ms from 300 on were sent together at 420, the first of them 115 ms late.
    const result = aLoad({ successes: served, to: 1_000 });
    const late = result.successes.get('a');
    if (late === undefined) throw new Error('the load has a stream');
    const stood = (index: number) => (index >= 30 && index < 42 ? 420 - index * 10 : 0);
    const stalled = {
      ...result,
      successes: new Map([
        [
          'a',
          {
            at: late.at,
            latencyMs: late.latencyMs.map((ms, index) => ms + stood(index)),
            lateMs: late.lateMs.map((_, index) => stood(index)),
          },
        ],
      ]),
    };
    const { measurements, findings } = judgeGap(judged(stalled));
    expect(findings).toEqual([]);
    expect(verdictOf(measurements, findings)).toBe('unknown');
    expect(measurements.map(({ name, value }) => [name, value])).toEqual([
      ['upgrade: longest time in which api answered nobody', 130],
      ['upgrade: of that the prober itself stood still', 120],
    ]);
  });

  it('fails for a pause of the service, though the prober stood still for longer at another time', () => {
    const result = aLoad({
      successes: { a: served.a.filter(([at]) => at < 300 || (at > 420 && at < 600) || at > 900) },
      to: 1_000,
    });
    const stream = result.successes.get('a');
    if (stream === undefined) throw new Error('the load has a stream');
    const stalled = {
      ...result,
      successes: new Map([['a', { ...stream, lateMs: stream.at.map((at) => (at === 910 ? 300 : 0)) }]]),
    };
    const { measurements, findings } = judgeGap(judged(stalled));
    expect(verdictOf(measurements, findings)).toBe('failed');
  });

  it('is unknown where the prober did not keep its rate', () => {
    const result = aLoad({ successes: served, lateMs: 200, to: 1_000 });
    const { measurements, findings } = judgeSteadiness(result);
    expect(verdictOf(measurements, findings)).toBe('unknown');
  });
});
