/** `tengate report`: shows an earlier run again, as text or as a page, or what changed between two. */

import { TengateError } from '../../model/tengate-error.ts';
import type { AddCommand, CommandContext } from '../command-context.ts';
import { compareTwo } from '../compare-two.ts';
import { examples } from '../examples.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { findRun } from '../find-run.ts';
import { nextCommands, showRun } from '../show-run.ts';

type Options = {
  readonly run?: string;
  readonly list?: true;
  readonly details?: true;
  readonly gate?: string;
  readonly junit?: string;
  readonly html?: string;
  readonly compare?: readonly string[];
};

export const addReport: AddCommand = (program, run) => {
  program
    .command('report')
    .summary('show the last run again')
    .description(
      [
        'Shows the last run again, or another one: by its id, as "latest" or "previous" (the one before it), or from a',
        'file. The exit code is 0 when it could be shown, whatever its verdict.',
      ].join('\n'),
    )
    .option('--run <run>', 'another run')
    .option('--list', 'list the runs, newest first')
    .option('--details', 'show every measurement')
    .option('--gate <number>', 'show one gate with every measurement')
    .option('--html <file>', 'write one page with pictures, to read or to print')
    .option('--junit <file>', 'write the run as JUnit XML too')
    .option('--compare <runs...>', 'show what changed from the first run to the second')
    .addHelpText(
      'after',
      examples(
        ['tengate report', 'the last run'],
        ['tengate report --html report.html', 'as a page'],
        ['tengate report --compare previous latest', 'what changed'],
        ['tengate report --run 20261120T233440123Z-prove --gate 7', 'every number of one gate'],
      ),
    )
    .action((options: Options, command) => run(command, (context) => report(context, options)));
};

async function report(context: CommandContext, options: Options): Promise<ExitCode> {
  const { details, html, junit } = options;
  if (options.list) return list(context);
  if (options.compare !== undefined) return compareTwo(context, options.compare, { details, html });
  const record = await findRun(context, options.run);
  await showRun(context, options.gate === undefined ? record : onlyGate(record, options.gate), {
    next: nextCommands(record),
    junit,
    html,
    details: details ?? options.gate !== undefined,
  });
  return exitCodes.ok;
}

async function list(context: CommandContext): Promise<ExitCode> {
  const ids = await context.tengate.runs.list();
  context.print({ text: ids.length === 0 ? 'There is no run yet.\n' : `${ids.join('\n')}\n`, json: ids });
  return exitCodes.ok;
}

/** The run as if it had measured that gate only; its verdict is the gate's. */
function onlyGate(record: Awaited<ReturnType<typeof findRun>>, word: string): typeof record {
  const found = record.gates.find(({ gate, name }) => String(gate) === word || name === word);
  if (found !== undefined) return { ...record, gates: [found], verdict: found.verdict };
  throw new TengateError({
    code: 'no-such-gate',
    kind: 'usage',
    what: `Run ${record.id} has no gate "${word}".`,
    todo: `It has ${record.gates.length === 0 ? 'none' : record.gates.map(({ gate }) => gate).join(', ')}.`,
  });
}
