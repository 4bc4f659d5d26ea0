import { describe, expect, it } from 'vitest';
import type { GateResult } from '../src/model/gate-result.ts';
import { medianMeasurements, renderMedians, roundVerdicts } from './median-measurements.ts';

function round(seconds: number | null, failed: number): { readonly gates: readonly GateResult[] } {
  return {
    gates: [
      {
        gate: 7,
        name: 'helm-upgrade',
        title: 'Helm upgrade',
        verdict: failed === 0 ? 'passed' : 'failed',
        summary: '',
        measurements: [
          { name: 'complete after', value: seconds, unit: 's' },
          {
            name: 'failed requests',
            value: failed,
            unit: 'count',
            bound: '0',
            verdict: failed === 0 ? 'passed' : 'failed',
          },
          { name: 'prober kept its rate', value: 'it did', bound: 'sent as intended', verdict: 'passed' },
        ],
        findings: [],
        evidence: [],
        startedAt: '2026-11-29T01:00:00.000Z',
        durationMs: 1,
      },
    ],
  };
}

describe('the medians of several rounds', () => {
  it('take each number from the rounds that measured it', () => {
    const [time, failed, ...rest] = medianMeasurements([
      round(9, 0),
      round(5, 2),
      round(null, 0),
      round(6, 0),
    ]);
    expect(time).toMatchObject({ gate: 7, median: 6, least: 5, most: 9, rounds: 3, beyond: 0 });
    expect(failed).toMatchObject({ median: 0, most: 2, rounds: 4, beyond: 1, bound: '0' });
    expect(rest).toEqual([]);
    expect(medianMeasurements([round(4, 0), round(5, 0)])[0]?.median).toBe(4.5);
  });

  it('are shown beside their bounds, with the rounds that did not keep them', () => {
    const rounds = [round(9, 0), round(5, 2)];
    const text = renderMedians(medianMeasurements(rounds), roundVerdicts(rounds));
    expect(text).toContain('Gate 7: Helm upgrade, passed in 1 of 2 rounds');
    expect(text).toMatch(/complete after +7 s +5 to 9/);
    expect(text).toMatch(/failed requests +1 count 0 to 2 +0 +beyond it in 1 of 2/);
  });
});
