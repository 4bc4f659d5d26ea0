/** `tengate report`: shows an earlier run again. */

import { TengateError } from '../../model/tengate-error.ts';
import type { AddCommand, CommandContext } from '../command-context.ts';
import { examples } from '../examples.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { nextCommands, showRun } from '../show-run.ts';

export const addReport: AddCommand = (program, run) => {
  program
    .command('report')
    .summary('show the last run again')
    .description(
      'Shows the last run again, or an earlier one. The exit code is 0 when it could be shown, whatever its verdict.',
    )
    .option('--run <id>', 'an earlier run, by its id')
    .option('--list', 'list the runs, newest first')
    .option('--details', 'show every measurement')
    .option('--junit <file>', 'write the run as JUnit XML too')
    .option('--html <file>', 'write the run as one page with pictures, to read or to print')
    .addHelpText(
      'after',
      examples(
        ['tengate report', 'the last run'],
        ['tengate report --html report.html', 'as a page'],
        ['tengate report --list', 'which runs there are'],
        ['tengate report --run 20261120T233440Z-prove --details', 'every number of one'],
      ),
    )
    .action(
      (options: { run?: string; list?: true; details?: true; junit?: string; html?: string }, command) =>
        run(command, async (context) => {
          const ids = await context.tengate.runs.list();
          if (options.list) return list(context, ids);
          const id = options.run ?? ids[0];
          const record = id === undefined ? null : await context.tengate.runs.read(id);
          if (record === null) throw notThere(options.run);
          await showRun(context, record, {
            next: nextCommands(record),
            junit: options.junit,
            html: options.html,
            details: options.details,
          });
          return exitCodes.ok;
        }),
    );
};

function list(context: CommandContext, ids: readonly string[]): ExitCode {
  context.print({ text: ids.length === 0 ? 'There is no run yet.\n' : `${ids.join('\n')}\n`, json: ids });
  return exitCodes.ok;
}

function notThere(id: string | undefined): TengateError {
  if (id === undefined) {
    return new TengateError({
      code: 'no-run',
      what: 'There is no run yet.',
      todo: 'Measure first: tengate prove',
    });
  }
  return new TengateError({
    code: 'no-such-run',
    kind: 'usage',
    what: `There is no run "${id}".`,
    todo: 'See which there are: tengate report --list',
  });
}
