import { expect, it } from 'vitest';
import { formatMeasurement } from './measurement-text.ts';

it.each([
  [
    { name: 'a', value: 48.2, unit: 'MB', bound: '< 500 MB', verdict: 'passed' as const },
    '48.2 MB (bound: < 500 MB, passed)',
  ],
  [{ name: 'a', value: 3, unit: 'count' }, '3'],
  [{ name: 'a', value: false, bound: 'yes' }, 'no (bound: yes)'],
  [{ name: 'a', value: null, unit: 's' }, 'not measured'],
  [{ name: 'a', value: '1000:1000' }, '1000:1000'],
])('writes %j as %s', (measurement, text) => {
  expect(formatMeasurement(measurement)).toBe(text);
});
