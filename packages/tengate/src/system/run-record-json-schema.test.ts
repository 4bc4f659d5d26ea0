import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { runRecordSchemaFile } from '../model/run-record.ts';
import { exampleProof } from '../report/example-proof.ts';
import { exampleRun } from '../report/example-run.ts';
import { renderJsonReport } from '../report/json-report.ts';
import { runRecordJsonSchema } from './run-record-json-schema.ts';

const published = new URL('../../schema/run-record-v1.schema.json', import.meta.url);

describe('the published schema of a run record', () => {
  it('is up to date: npm run schema --workspace packages/tengate', async () => {
    expect(JSON.parse(await readFile(published, 'utf8'))).toEqual(JSON.parse(runRecordJsonSchema()));
  });

  it('lies where the output says', () => {
    expect(published.pathname.endsWith(runRecordSchemaFile.replace('tengate/', ''))).toBe(true);
    expect(JSON.parse(renderJsonReport(exampleRun(), null)).$schema).toBe(runRecordSchemaFile);
  });

  it.each([exampleRun(), exampleProof()])('describes what --json prints', async (run) => {
    const schema = z.fromJSONSchema(JSON.parse(await readFile(published, 'utf8')));
    const printed = JSON.parse(renderJsonReport(run, '/state/run.json'));
    expect(schema.safeParse(printed).error).toBeUndefined();
    expect(schema.safeParse({ ...printed, version: 2 }).success).toBe(false);
    expect(schema.safeParse({ ...printed, gates: [{ gate: 11 }] }).success).toBe(false);
  });
});
