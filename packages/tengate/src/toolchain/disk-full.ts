/** The error for a file system that has no room, or takes no writing. */

import { TengateError } from '../model/tengate-error.ts';

/** `error` made readable where it says that `folder` could not be written; otherwise `error` itself. */
export function explainWriteError(error: unknown, folder: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull(folder, error);
  if (code === 'EACCES' || code === 'EROFS') {
    return new TengateError({
      code: 'cache-not-writable',
      what: `The cache folder ${folder} cannot be written (${code}).`,
      todo: 'correct its owner or permissions, or set XDG_CACHE_HOME to a folder of your own',
      cause: error,
    });
  }
  return error;
}

export function diskFull(folder: string, cause?: unknown): TengateError {
  return new TengateError({
    code: 'disk-full',
    what: `There is no room left for the toolchain in ${folder}.`,
    todo: 'free some space (downloads need 1 GB, a build from source 6 GB), or set XDG_CACHE_HOME to a folder on another disk',
    more: `df -h ${folder}`,
    cause,
  });
}
