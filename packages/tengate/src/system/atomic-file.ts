/** Writes a file so that a reader sees the old one or the whole new one, never a part. */

import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Writes beside the target, flushes to disk, then renames over it. Makes missing folders.
 *
 * @param mode permission bits of the file; only its owner reads it by default
 * @throws the system's own error (ENOSPC, EACCES, …); nothing half written stays
 */
export async function writeFileAtomically(
  path: string,
  data: string | Uint8Array,
  mode = 0o600,
): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const beside = join(dirname(path), `.${randomUUID()}.partial`);
  try {
    const file = await open(beside, 'wx', mode);
    try {
      await file.writeFile(data);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}
