/** `tengate prove`: everything from the tools to the gates; the exit code is the verdict. */

import type { AddCommand } from '../command-context.ts';
import { examples } from '../examples.ts';
import { type GatesOptions, measureGates, resultOptions } from '../measure-gates.ts';

export const addProve: AddCommand = (program, run) => {
  program
    .command('prove')
    .summary('tools, cluster, images, release and gates; exit code by verdict')
    .description(
      [
        'Gets the tools, starts the cluster, builds the images, deploys the release and measures every gate. Without a cluster',
        'every gate is unknown and the exit code is 3.',
      ].join('\n'),
    )
    .option('--gates <list>', 'only these gates: 3, 1-4 or 1,3')
    .option(...resultOptions[0])
    .option(...resultOptions[1])
    .addHelpText(
      'after',
      examples(
        ['tengate prove', 'everything'],
        ['tengate prove --html proof.html', 'and a page to read or to print'],
        ['tengate prove --json --junit gates.xml', 'for a pipeline'],
      ),
    )
    .action((options: GatesOptions, command) =>
      run(command, (context) => measureGates(context, { command: 'prove', extent: 'install' }, options)),
    );
};
