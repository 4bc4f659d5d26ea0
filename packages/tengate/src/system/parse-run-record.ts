/** Reads the text of a run record: from the state folder, or from a file that somebody kept or sent. */

import { readFile } from 'node:fs/promises';
import type { RunRecord } from '../model/run-record.ts';
import { TengateError } from '../model/tengate-error.ts';
import { runRecordSchema } from './run-record-schema.ts';

/** @throws TengateError naming the file where the text is no record */
export function parseRunRecord(path: string, text: string): RunRecord {
  const parsed = runRecordSchema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  throw new TengateError({
    code: 'run-record-unreadable',
    what: `${path} is no run record that this version of Tengate can read.`,
    todo: 'Take another run (tengate report --list), or run "tengate prove" again.',
    cause: parsed.error,
  });
}

/**
 * A record that lies anywhere: `run.json`, or what `--json` printed.
 *
 * @returns `null` where there is no such file
 * @throws TengateError where it cannot be read, or holds no record
 */
export async function readRunRecordFile(path: string): Promise<RunRecord | null> {
  try {
    return parseRunRecord(path, await readFile(path, 'utf8'));
  } catch (cause) {
    if (cause instanceof TengateError) throw cause;
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw new TengateError({
      code: 'run-record-unreadable',
      what: `${path} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`,
      todo: 'Name a file with a run record, or a run of: tengate report --list',
      cause,
    });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
