/** Finds the run that a word on the command line means. */

import type { RunRecord } from '../model/run-record.ts';
import { TengateError } from '../model/tengate-error.ts';
import type { CommandContext } from './command-context.ts';

/**
 * @param word an id, `latest`, `previous` (the one before it), or a file with a run record
 * @throws TengateError of kind `usage` where there is no such run
 */
export async function findRun(
  { tengate }: Pick<CommandContext, 'tengate'>,
  word = 'latest',
): Promise<RunRecord> {
  const ids = await tengate.runs.list();
  const place = ['latest', 'previous'].indexOf(word);
  if (place >= 0 && ids[place] === undefined) throw tooFew(ids.length);
  const stored = await tengate.runs.read(ids[place] ?? word);
  const record = stored ?? (await tengate.readRecordFile(word));
  if (record !== null) return record;
  throw new TengateError({
    code: 'no-such-run',
    kind: 'usage',
    what: `There is no run "${word}", and no file of that name.`,
    todo: 'See which there are: tengate report --list',
  });
}

function tooFew(runs: number): TengateError {
  return new TengateError({
    code: 'no-run',
    what: runs === 0 ? 'There is no run yet.' : 'There is only one run yet.',
    todo: 'Measure first: tengate prove',
  });
}
