import { expect, it } from 'vitest';
import { exampleRun } from './example-run.ts';
import { renderJsonReport } from './json-report.ts';

it('is the record, with its version and where it lies', () => {
  expect(JSON.parse(renderJsonReport(exampleRun(), '/state/run.json'))).toEqual({
    ...exampleRun(),
    recordPath: '/state/run.json',
  });
});
