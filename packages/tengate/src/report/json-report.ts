/**
 * Renders a run as JSON: the record itself, whose `version` changes only when a reader of the older one would go wrong, with the
 * name of its schema.
 */

import { type RunRecord, runRecordSchemaFile } from '../model/run-record.ts';

export function renderJsonReport(run: RunRecord, recordPath: string | null): string {
  return `${JSON.stringify({ $schema: runRecordSchemaFile, ...run, recordPath }, null, 2)}\n`;
}
