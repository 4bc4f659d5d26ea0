/** Owns the published JSON Schema of a run record: made from the schema that records are read back with. */

import { z } from 'zod';
import { runRecordSchemaFile } from '../model/run-record.ts';
import { runRecordSchema } from './run-record-schema.ts';

/** The text of the file, which a test holds against what is in the package. */
export function runRecordJsonSchema(): string {
  // Of what may come in: keys that a later version adds are no error to an older reader.
  const { $schema, ...schema } = z.toJSONSchema(runRecordSchema, { io: 'input' });
  const title = 'A run of Tengate, as --json prints it and runs/<id>/run.json keeps it';
  return `${JSON.stringify({ $schema, $id: runRecordSchemaFile, title, ...schema }, null, 2)}\n`;
}
