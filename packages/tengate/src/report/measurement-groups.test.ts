import { expect, it } from 'vitest';
import { groupMeasurements } from './measurement-groups.ts';

const named = (...names: string[]) => names.map((name) => ({ name, value: 1 }));

it('puts measurements of one thing together, with short names', () => {
  expect(
    groupMeasurements(named('rate', 'image: p50', 'image: p99', 'lone: once', 'image: failed')).map(
      ({ of, measurements }) => [of, measurements.map(({ name }) => name)],
    ),
  ).toEqual([
    [null, ['rate', 'lone: once']],
    ['image', ['p50', 'p99', 'failed']],
  ]);
});
