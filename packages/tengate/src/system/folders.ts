/** Where Tengate keeps things, by the XDG base directory specification. */

import { isAbsolute, join } from 'node:path';
import type { Folders } from '../ports/files.ts';

/**
 * @param environment `XDG_CACHE_HOME` and `XDG_STATE_HOME` are used where they are absolute; the specification says to ignore others
 * @param home        absolute home folder
 */
export function foldersFrom(
  environment: Readonly<Record<string, string | undefined>>,
  home: string,
): Folders {
  const base = (variable: string, fallback: string): string => {
    const set = environment[variable];
    return set !== undefined && isAbsolute(set) ? set : join(home, fallback);
  };
  return {
    cache: join(base('XDG_CACHE_HOME', '.cache'), 'tengate'),
    state: join(base('XDG_STATE_HOME', '.local/state'), 'tengate'),
  };
}
