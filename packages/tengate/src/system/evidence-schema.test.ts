import { describe, expect, it } from 'vitest';
import { evidenceSchema } from './evidence-schema.ts';

const timeline = {
  title: 'Load during the upgrades',
  from: 1_000,
  to: 2_000,
  series: [{ name: 'p99', unit: 'ms', kind: 'line', points: [[1_000, 4.5]] }],
  events: [{ at: 1_500, text: 'another image' }],
};

describe('evidence of a stored run', () => {
  it.each([
    { kind: 'timeline', subject: 'Namespace/x', data: timeline },
    {
      kind: 'timeline',
      subject: 'Namespace/x',
      data: { ...timeline, spans: [{ name: 'one', from: 1, to: 2 }] },
    },
    {
      kind: 'recoveries',
      subject: 'Namespace/x',
      data: [{ name: 'pod deleted', seconds: null, boundSeconds: 90, failedRequests: 3 }],
    },
    {
      kind: 'differences',
      subject: 'Release/x',
      data: [{ object: 'Deployment/api', path: 'spec.replicas', expected: '2', actual: '3' }],
    },
    { kind: 'events', subject: 'Namespace/x', data: { anything: [1, null, 'at all'] } },
  ])('is kept as it was written: $kind', (evidence) => {
    expect(evidenceSchema.parse(evidence)).toEqual(evidence);
  });

  it.each([
    { kind: 'timeline', subject: 'x', data: { ...timeline, series: [{ name: 'p99' }] } },
    { kind: 'recoveries', subject: 'x', data: [{ name: 'pod deleted', seconds: 'soon' }] },
    { kind: 'differences', subject: 'x', data: 'none' },
    { kind: 'gossip', subject: 'x', data: null },
  ])('is refused where it could not be drawn: %j', (evidence) => {
    expect(evidenceSchema.safeParse(evidence).success).toBe(false);
  });
});
