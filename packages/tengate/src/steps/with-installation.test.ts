import { describe, expect, it } from 'vitest';
import type { GateResult } from '../model/gate-result.ts';
import { TengateError } from '../model/tengate-error.ts';
import { withInstallation } from './with-installation.ts';

const passed = (gate: GateResult['gate']): GateResult => ({
  gate,
  name: `gate-${gate}`,
  title: `Gate ${gate}`,
  verdict: 'passed',
  summary: 'all is well',
  measurements: [],
  findings: [],
  evidence: [],
  startedAt: '2026-11-20T12:00:00.000Z',
  durationMs: 1,
});
const finding = { code: 'helm-refused', subject: 'release', what: 'no such value', todo: 'correct it' };
const refused = {
  status: 'failed' as const,
  summary: 'Helm could not install the release',
  findings: [finding],
  evidence: [],
  afterSeconds: 0,
  early: true,
};
const verdictsOf = (results: readonly GateResult[]) => results.map(({ gate, verdict }) => [gate, verdict]);

describe('an installation that failed', () => {
  it('decides gate 2, and lets no gate pass on what was there before', () => {
    const results = withInstallation([passed(1), passed(2), passed(3)], { built: null, outcome: refused });
    expect(verdictsOf(results)).toEqual([
      [1, 'passed'],
      [2, 'failed'],
      [3, 'unknown'],
    ]);
    expect(results[1]?.findings).toEqual([finding]);
    expect(results[2]?.summary).toBe(
      'what was to be installed did not come to rest (Helm could not install the release); measured on what there was: all is well',
    );
  });

  it('is no pass where the image did not build and only later gates were asked for', () => {
    const error = new TengateError({ code: 'x', what: 'the compiler failed', todo: 'correct it' });
    const results = withInstallation([passed(2), passed(4)], { built: { ok: false, error }, outcome: null });
    expect(verdictsOf(results)).toEqual([
      [2, 'unknown'],
      [4, 'unknown'],
    ]);
    expect(results[0]?.summary).toContain('the compiler failed');
  });

  it('that was not tried leaves gate 2 unknown, and says why', () => {
    const results = withInstallation([passed(2)], { built: null, outcome: { status: 'not-tried', finding } });
    expect(results).toMatchObject([{ verdict: 'unknown', findings: [finding] }]);
  });

  it('changes nothing where everything came to rest, or nothing was to be installed', () => {
    const results = [passed(2), passed(3)];
    expect(withInstallation(results, { built: null, outcome: null })).toBe(results);
    const unchanged = { status: 'unchanged', revision: 3 } as const;
    expect(withInstallation(results, { built: { ok: true, images: [] }, outcome: unchanged })).toBe(results);
  });

  it('leaves what did not pass as it was measured', () => {
    const failed: GateResult = { ...passed(3), verdict: 'failed', summary: 'a pod restarts' };
    expect(withInstallation([failed], { built: null, outcome: refused })).toEqual([failed]);
  });
});
