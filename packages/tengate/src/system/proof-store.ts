/** Keeps what earlier runs measured, one JSON file per key under `proofs/` of the state folder. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProofStore } from '../ports/proof-store.ts';
import { writeFileAtomically } from './atomic-file.ts';

const keyForm = /^[a-z0-9.-]+(\/[a-z0-9.-]+)*$/;

/** @param state the state folder, `Folders.state` */
export function createProofStore(state: string): ProofStore {
  const pathOf = (key: string): string => {
    const climbs = key.split('/').some((part) => part === '.' || part === '..');
    if (climbs || !keyForm.test(key)) throw new Error(`"${key}" is no key of a proof`);
    return join(state, 'proofs', `${key}.json`);
  };
  return {
    read: async (key) => {
      const path = pathOf(key);
      try {
        return JSON.parse(await readFile(path, 'utf8'));
      } catch {
        return null;
      }
    },
    write: (key, record) => writeFileAtomically(pathOf(key), `${JSON.stringify(record)}\n`),
  };
}
