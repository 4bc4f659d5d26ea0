/** Keeps the record of every run that measured gates: `runs/<id>/run.json` under the state folder. */

import { appendFileSync, mkdirSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { redact } from '../model/redact.ts';
import type { RunStore } from '../ports/run-store.ts';
import { writeFileAtomically } from './atomic-file.ts';
import { parseRunRecord } from './parse-run-record.ts';

/** @param state the state folder, `Folders.state` */
export function createRunStore(state: string): RunStore {
  const folder = join(state, 'runs');
  const pathOf = (id: string): string => join(folder, id, 'run.json');
  return {
    pathOf,
    save: async (record) => {
      const clean = redact(record);
      await writeFileAtomically(pathOf(record.id), `${JSON.stringify(clean, null, 2)}\n`);
      return { record: clean, path: pathOf(record.id) };
    },
    keepLine: (id, file, line) => {
      mkdirSync(join(folder, id), { recursive: true });
      appendFileSync(join(folder, id, file), `${line}\n`);
    },
    list: () => listIds(folder),
    read: async (id) => {
      if (!(await listIds(folder)).includes(id)) return null;
      return parseRunRecord(pathOf(id), await readFile(pathOf(id), 'utf8'));
    },
  };
}

/** Newest first; a folder without a record is a run that never ended. */
async function listIds(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  });
  return entries
    .filter((entry) => entry.isFile() && entry.name === 'run.json')
    .map((entry) => entry.parentPath.slice(folder.length + 1))
    .sort()
    .reverse();
}
