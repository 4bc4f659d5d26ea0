/** `tengate rollback`: an earlier revision comes back. */

import { InvalidArgumentError } from 'commander';
import { rollback } from '../../steps/operations/rollback.ts';
import type { AddCommand } from '../command-context.ts';
import { examples } from '../examples.ts';
import { loadOption, operate } from '../operate.ts';

export const addRollback: AddCommand = (program, run) => {
  program
    .command('rollback')
    .summary('go back to an earlier revision')
    .description(
      [
        'Goes back to an earlier revision, waits until it is rolled out, and compares every live object with it. After a change',
        'that failed or was interrupted (pending-upgrade), goes back to the last revision that was installed whole.',
      ].join('\n'),
    )
    .argument('[revision]', 'which; the one before where none is named', revisionOf)
    .option(...loadOption)
    .addHelpText(
      'after',
      examples(
        ['tengate rollback', 'the revision before'],
        ['tengate rollback 4 --load', 'that one, and count what is lost meanwhile'],
      ),
    )
    .action((revision: number | undefined, options: { load?: true }, command) =>
      run(command, (context) =>
        operate(context, rollback({ revision: revision ?? null, load: options.load === true }), []),
      ),
    );
};

function revisionOf(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new InvalidArgumentError(`"${text}" is no number of a revision.`);
}
