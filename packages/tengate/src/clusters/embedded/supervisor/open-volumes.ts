/** Opens every new volume to all users: the provisioner makes folders that only root may enter, and pods are not root. */

import { type FSWatcher, watch } from 'node:fs';
import { chmod, stat } from 'node:fs/promises';
import { join } from 'node:path';

const open = 0o777;

/**
 * What is open already is left alone. Changing a mode is itself a change that the watch reports, so that answering every
 * report with one would go on for ever and take a whole core.
 */
export function openVolumes(folder: string): FSWatcher {
  return watch(folder, (_, name) => {
    // A volume that is deleted again has nothing to open.
    if (name !== null) openOnce(join(folder, name)).catch(() => undefined);
  });
}

async function openOnce(volume: string): Promise<void> {
  const { mode } = await stat(volume);
  if ((mode & open) !== open) await chmod(volume, open);
}
