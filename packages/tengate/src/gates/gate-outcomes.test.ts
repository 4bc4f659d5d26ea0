import { describe, expect, it } from 'vitest';
import type { Measurement } from '../model/evidence.ts';
import { measuredOutcome } from './gate-outcomes.ts';

const passed: Measurement = { name: 'failed requests', value: 0, bound: '0', verdict: 'passed' };
const unsteady: Measurement = {
  name: 'prober kept its rate',
  value: 'it sent 80 % of what was intended',
  bound: 'sent as intended',
  verdict: 'unknown',
};
const finding = { code: 'requests-lost', subject: 'Release/dev', what: 'password=hunter2', todo: 'drain' };
const outcomeOf = (measurements: readonly Measurement[], findings: readonly (typeof finding)[] = []) =>
  measuredOutcome({ measurements, findings, evidence: [] }, () => 'nothing was lost');

describe('what a gate says once it has measured', () => {
  it('is its own line where everything passed', () => {
    expect(outcomeOf([passed])).toMatchObject({ verdict: 'passed', summary: 'nothing was lost' });
  });

  it('is why it does not know, and no praise', () => {
    expect(outcomeOf([passed, unsteady])).toMatchObject({
      verdict: 'unknown',
      summary: 'prober kept its rate: it sent 80 % of what was intended (bound: sent as intended, unknown)',
    });
  });

  it('names two of many that did not pass, and counts the rest', () => {
    const failed = ['one', 'two', 'three', 'four'].map(
      (name): Measurement => ({ name, value: 9, unit: 's', bound: '<= 5 s', verdict: 'failed' }),
    );
    expect(outcomeOf(failed).summary).toBe(
      'one: 9 s (bound: <= 5 s, failed); two: 9 s (bound: <= 5 s, failed); and 2 more',
    );
  });

  it('is what was found, each code once, with nothing secret in it', () => {
    expect(outcomeOf([passed], [finding])).toMatchObject({
      verdict: 'failed',
      summary: 'found requests-lost',
      findings: [{ what: expect.not.stringContaining('hunter2') }],
    });
    expect(outcomeOf([passed], [finding, finding]).summary).toBe('2 findings: requests-lost');
  });

  it('is unknown where nothing was judged', () => {
    expect(outcomeOf([]).verdict).toBe('unknown');
  });
});
