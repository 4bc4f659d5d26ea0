import { describe, expect, it } from 'vitest';
import { aLoad } from '../../../test/fixtures/load-fixture.ts';
import { verdictOf } from '../gate-outcomes.ts';
import type { LossBound } from './cases.ts';
import { judgeRecovery } from './judge-recovery.ts';
import type { Recovery } from './recovery-case.ts';

const recovery: Recovery = {
  name: 'api pod deleted',
  from: 1_000,
  to: 20_000,
  victims: ['Pod/api-1'],
  readyMs: 3_000,
  fullMs: 4_000,
  missing: null,
};

function judge(failedAt: readonly number[], kind: LossBound, change: Partial<Recovery> = {}) {
  const result = aLoad({
    successes: { a: [[0, 1]] },
    failures: failedAt.map((at) => [at, 'a'] as const),
    to: 30_000,
  });
  const part = judgeRecovery({ recovery: { ...recovery, ...change }, kind, result, namespace: 'dev' });
  return { ...part, verdict: verdictOf(part.measurements, part.findings) };
}

describe('a recovery', () => {
  it('passes where everything is back and nothing was lost', () => {
    expect(judge([], 'none').verdict).toBe('passed');
    expect(judge([999, 20_000], 'none').verdict).toBe('passed');
  });

  it('fails for one request lost to a deletion', () => {
    const { verdict, findings } = judge([1_500], 'none');
    expect(verdict).toBe('failed');
    expect(findings).toMatchObject([{ code: 'requests-lost', subject: 'Pod/dev/api-1' }]);
  });

  it('may cost requests where a process is killed, but none once it has been back for a while', () => {
    expect(judge([1_500, 7_999], 'until-back').verdict).toBe('passed');
    expect(judge([1_500, 8_000], 'until-back')).toMatchObject({
      verdict: 'failed',
      findings: [{ code: 'requests-lost-after-recovery' }],
    });
  });

  it('fails where a replacement is not Ready in time', () => {
    const missing = 'api: no Ready replacement';
    expect(judge([], 'none', { readyMs: null, fullMs: null, missing })).toMatchObject({
      verdict: 'failed',
      findings: [{ code: 'not-recovered' }],
    });
    expect(judge([], 'none', { readyMs: 90_100 }).verdict).toBe('failed');
  });
});
