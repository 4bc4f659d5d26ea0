import { expect, it } from 'vitest';
import { aLoad } from '../../../test/fixtures/load-fixture.ts';
import { loadEvidence } from './load-evidence.ts';

it('keeps every stream of a load with its slowest thousandth, and says how many failures there were beyond those it lists', () => {
  const result = aLoad({
    successes: { a: [[0, 5]] },
    failures: Array.from({ length: 300 }, (_, index) => [index, 'a'] as const),
    to: 1_000,
  });
  const calibration = { ratePerSecond: 100, heldPerSecond: 200, share: 0.5, steps: [], why: 'held' };
  const [timeline, load] = loadEvidence({
    title: 'Load',
    subject: 'Namespace/dev',
    calibration,
    result,
    spans: [{ name: 'upgrade', from: 0, to: 500 }],
  });
  expect(timeline).toMatchObject({ kind: 'timeline', data: { title: 'Load', spans: [{ name: 'upgrade' }] } });
  expect(load).toMatchObject({
    kind: 'load',
    data: { calibration, streams: [{ name: 'a', failed: 300, latencyMs: { p999: 5 } }], failed: 300 },
  });
  expect(load?.data).toHaveProperty('failures.length', 200);
});
