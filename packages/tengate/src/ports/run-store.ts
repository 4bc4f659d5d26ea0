/** The port to the records of earlier runs. */

import type { RunRecord } from '../model/run-record.ts';

export type RunStore = {
  /** Stores the record with its secrets taken out; the copy that was stored comes back. */
  save(record: RunRecord): Promise<{ readonly record: RunRecord; readonly path: string }>;
  /** `null` when there is no such run; throws a TengateError for a record that cannot be read. */
  read(id: string): Promise<RunRecord | null>;
  /** Ids of all runs, newest first. */
  list(): Promise<readonly string[]>;
  /** Appends a line to a file beside the record of a run, before it returns: it survives whatever ends the run. */
  keepLine(id: string, file: string, line: string): void;
  /** Where the record of a run lies. */
  pathOf(id: string): string;
};
