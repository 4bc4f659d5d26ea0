/** Writes the published schemas anew: `npm run schema --workspace packages/tengate`. A test fails while they are out of date. */

import { writeFile } from 'node:fs/promises';
import { runRecordJsonSchema } from '../src/system/run-record-json-schema.ts';

await writeFile(new URL('run-record-v1.schema.json', import.meta.url), runRecordJsonSchema());
