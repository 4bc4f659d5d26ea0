/** `tengate prove`: everything from the tools to the gates; the exit code is the verdict. */

import type { AddCommand } from '../command-context.ts';
import { examples } from '../examples.ts';
import { readGates } from '../read-gates.ts';
import { nextCommands, showRun } from '../show-run.ts';

export const addProve: AddCommand = (program, run) => {
  program
    .command('prove')
    .summary('tools, cluster, images, release and gates; exit code by verdict')
    .description(
      'Does everything that start does, but only on a cluster: without one every gate is unknown and the exit code is 3.',
    )
    .option('--gates <list>', 'only these gates: 3, 1-4 or 1,3')
    .option('--junit <file>', 'write the result as JUnit XML too')
    .option('--html <file>', 'write the result as a page too')
    .addHelpText(
      'after',
      examples(['tengate prove', 'everything'], ['tengate prove --json --junit gates.xml', 'for a pipeline']),
    )
    .action((options: { gates?: string; junit?: string; html?: string }, command) =>
      run(command, async (context) => {
        const { tengate, progress, signal } = context;
        const gates = readGates(options.gates, tengate.gates);
        const configuration = await tengate.readConfiguration();
        const record = await tengate.prove({
          command: 'prove',
          extent: 'install',
          configuration,
          gates,
          progress,
          signal,
        });
        return showRun(context, record, {
          next: nextCommands(record),
          junit: options.junit,
          html: options.html,
        });
      }),
    );
};
