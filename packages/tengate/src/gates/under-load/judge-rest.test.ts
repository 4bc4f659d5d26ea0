import { describe, expect, it } from 'vitest';
import { aLoad } from '../../../test/fixtures/load-fixture.ts';
import { judgeRest } from './judge-rest.ts';

const stretches = [
  { from: 100, to: 200 },
  { from: 300, to: 400 },
];

function judge(failedAt: readonly number[]) {
  const result = aLoad({
    successes: { a: [[0, 1]] },
    failures: failedAt.map((at) => [at, 'a'] as const),
    to: 500,
  });
  return judgeRest({ subject: 'Release/dev', result, stretches });
}

describe('the time between changes under load', () => {
  it('leaves to the changes what is theirs, and to the time before them what came before', () => {
    const { measurements, findings } = judge([50, 100, 150, 199, 300, 399]);
    expect(measurements).toMatchObject([{ value: 0, verdict: 'passed' }]);
    expect(findings).toEqual([]);
  });

  it('fails for a request lost between two changes, or after the last', () => {
    const { measurements, findings } = judge([150, 200, 450]);
    expect(measurements).toMatchObject([{ value: 2, verdict: 'failed' }]);
    expect(findings).toMatchObject([
      { code: 'requests-lost', what: expect.stringContaining('2 requests failed, the first 100 ms') },
    ]);
  });
});
