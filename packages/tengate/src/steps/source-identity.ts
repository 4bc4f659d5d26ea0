/** Names the state of the sources: the commit, and a hash of what differs from it. */

import { createHash } from 'node:crypto';
import type { ProcessRunner } from '../ports/process-runner.ts';

const deadlineMs = 30_000;

/**
 * @returns `1a2b3c4d5e6f`, or `1a2b3c4d5e6f-dirty-0123456789ab` where the tree differs from the commit: another
 * content gets another name. `null` where there is no git or no commit: images then carry no such tag.
 */
export async function sourceIdentity(options: {
  readonly runner: ProcessRunner;
  /** Absolute folder inside the work tree. */
  readonly folder: string;
  readonly signal?: AbortSignal | undefined;
}): Promise<string | null> {
  const git = async (args: readonly string[], input?: string): Promise<string | null> => {
    const outcome = await options.runner.run({
      file: 'git',
      // Paths as they are: quoted ones could not be fed back.
      args: ['-C', options.folder, '-c', 'core.quotePath=false', ...args],
      deadlineMs,
      signal: options.signal,
      ...(input === undefined ? {} : { input }),
    });
    options.signal?.throwIfAborted();
    return outcome.exitCode === 0 ? outcome.stdout : null;
  };
  const commit = (await git(['rev-parse', '--short=12', 'HEAD']))?.trim();
  if (commit === undefined) return null;
  const changed = await git(['diff', '--binary', 'HEAD']);
  const untracked = await git(['ls-files', '--others', '--exclude-standard']);
  if (changed === null || untracked === null) return null;
  if (changed === '' && untracked === '') return commit;
  const hashes = untracked === '' ? '' : await git(['hash-object', '--stdin-paths'], untracked);
  const content = createHash('sha256')
    .update(changed)
    .update('\0')
    .update(untracked)
    .update(hashes ?? '');
  return `${commit}-dirty-${content.digest('hex').slice(0, 12)}`;
}
