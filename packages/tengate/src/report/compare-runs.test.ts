import { describe, expect, it } from 'vitest';
import type { Measurement } from '../model/evidence.ts';
import type { RunRecord } from '../model/run-record.ts';
import { compareRuns } from './compare-runs.ts';
import { renderComparison } from './comparison-report.ts';
import { exampleProof } from './example-proof.ts';
import { exampleRun } from './example-run.ts';
import { renderHtmlComparison } from './html-comparison.ts';

const before: RunRecord = measured([
  { name: 'p99', value: 66.6, unit: 'ms' },
  { name: 'failed requests', value: 0, unit: 'count', bound: '0', verdict: 'passed' },
  { name: 'pod-a1: restarts', value: 0, unit: 'count' },
  { name: 'image', value: 'api:1' },
]);
const after: RunRecord = {
  ...measured([
    { name: 'p99', value: 58.1, unit: 'ms' },
    { name: 'failed requests', value: 3, unit: 'count', bound: '0', verdict: 'failed' },
    { name: 'pod-b2: restarts', value: 0, unit: 'count' },
    { name: 'image', value: 'api:1' },
  ]),
  id: '20261121T000000Z-prove',
  verdict: 'failed',
  versions: { kubernetes: '1.36.3', helm: '4.3.2', containerd: '2.3.0' },
};

describe('comparison of two runs', () => {
  const comparison = compareRuns(before, after);

  it('has every measurement of either run, with its change', () => {
    expect(
      comparison.gates[0]?.measurements.map(({ name, change, changed }) => [name, change, changed]),
    ).toEqual([
      ['p99', -8.5, true],
      ['failed requests', 3, true],
      ['pod-a1: restarts', null, true],
      ['image', null, false],
      ['pod-b2: restarts', null, true],
    ]);
  });

  it('names the versions that differ, one of them new', () => {
    expect(comparison.versions).toEqual([
      { name: 'helm', before: '4.3.1', after: '4.3.2' },
      { name: 'containerd', before: null, after: '2.3.0' },
    ]);
    expect(comparison.machine).toEqual([]);
  });

  it('says of a gate that only one run measured that the other did not', () => {
    const { gates } = compareRuns(exampleRun(), exampleProof());
    expect(gates.map(({ gate, before: one, after: other }) => [gate, one, other]).slice(3, 6)).toEqual([
      [4, 'skipped', 'passed'],
      [5, null, 'passed'],
      [6, null, 'passed'],
    ]);
  });

  it('compares the second of two equal names with the second', () => {
    const twice = (value: number) =>
      measured([
        { name: 'p99', value: 1 },
        { name: 'p99', value },
      ]);
    const [gate] = compareRuns(twice(2), twice(5)).gates;
    expect(gate?.measurements.map(({ change }) => change)).toEqual([0, 3]);
  });

  it('shows at a terminal what changed, and counts what only one run has', () => {
    expect(renderComparison(comparison, { colours: false, width: 100 })).toMatchInlineSnapshot(`
      "
        Before  20261120T233440Z-prove  PASSED  1 min 23 s
        After   20261121T000000Z-prove  FAILED  1 min 23 s

        Gate                   Before  After
           1  Container build  PASSED  FAILED  verdict changed, 2 of 3 measurements changed

        Gate 1: Container build
          p99              66.6 ms   58.1 ms   -8.5 ms (-13 %)
          failed requests  0 passed  3 failed  +3
          1 only in the run before, 1 only in the run after (--details lists them)

        Versions
          helm        4.3.1      4.3.2
          containerd  not there  2.3.0

        Machine
          the same
      "
    `);
  });

  it('shows everything when details are asked for', () => {
    const text = renderComparison(comparison, { colours: false, width: 100, details: true });
    expect(text).toMatch(/image +api:1 +api:1/);
    expect(text).toMatch(/pod-b2: restarts +not there +0/);
  });

  it('puts numbers under what they are of, and keeps sentences out of their columns', () => {
    const sentence = 'sent 100 % of what was intended, 99 % of it within 3.8 ms';
    const run = (p99: number, kept: string) =>
      measured([
        { name: 'another image: p99', value: p99, unit: 'ms' },
        { name: 'another image: longest time in which web answered nobody', value: p99 * 2, unit: 'ms' },
        { name: 'prober kept its rate', value: kept, verdict: 'passed' },
      ]);
    const two = compareRuns(run(10, sentence), run(12, sentence.replace('3.8', '4.1')));
    const text = renderComparison(two, { colours: false, width: 80 });
    expect(text).toContain(`
    another image
      p99                                        10 ms  12 ms  +2 ms (+20 %)
      longest time in which web answered nobody  20 ms  24 ms  +4 ms (+20 %)
    1 in other words (--details lists them)
`);
    expect(renderComparison(two, { colours: false, width: 80, details: true })).toContain(`
    prober kept its rate
      before  ${sentence}
`);
  });

  it('does not take a gate that only one run measured for one that changed', () => {
    const one = compareRuns(before, { ...after, gates: [] });
    expect(renderComparison(one, { colours: false, width: 100 })).toContain('only in the run before');
    expect(renderHtmlComparison(one)).toContain('<h1>No gate was measured in both runs</h1>');
  });

  it('is a page too, with the same changes', () => {
    const page = renderHtmlComparison(comparison);
    expect(page).toContain('<h1>1 of 1 verdict changed</h1>');
    expect(page).toContain('-8.5 ms (-13 %)');
    expect(page).toContain('1 only in the run before, 1 only in the run after');
    expect(page).not.toMatch(/NaN|undefined/);
  });
});

function measured(measurements: readonly Measurement[]): RunRecord {
  const run = exampleRun();
  const failed = measurements.some(({ verdict }) => verdict === 'failed');
  const [gate] = run.gates;
  if (gate === undefined) throw new Error('the example has no gate');
  return {
    ...run,
    verdict: failed ? 'failed' : 'passed',
    gates: [{ ...gate, measurements, verdict: failed ? 'failed' : 'passed' }],
  };
}
