import { expect, it } from 'vitest';
import { exampleRun } from './example-run.ts';
import { renderJsonReport } from './json-report.ts';

it('is the record, with its version, its schema and where it lies', () => {
  expect(JSON.parse(renderJsonReport(exampleRun(), '/state/run.json'))).toEqual({
    $schema: 'tengate/schema/run-record-v1.schema.json',
    ...exampleRun(),
    recordPath: '/state/run.json',
  });
});
