/** `tengate start` (= `npm start`): everything, from a bare machine to measured gates; without a cluster, the application alone. */

import type { AddCommand } from '../command-context.ts';
import { examples } from '../examples.ts';
import { runWithoutCluster } from '../run-without-cluster.ts';
import { nextCommands, showRun } from '../show-run.ts';

/** The gates after it disturb what runs, and take minutes. */
const lastGateOfStart = 4;

export const addStart: AddCommand = (program, run) => {
  program
    .command('start')
    .summary('everything: tools, cluster, images, release, gates')
    .description(
      [
        'Gets the tools, starts the cluster, builds the images, deploys the release and measures gates 1 to 4; then shows',
        'where the application answers. Started again, it does only what changed. Scaling, recovery, upgrade and rollback',
        'take minutes under load: "tengate prove" measures every gate.',
        'Where no cluster can be had, it says what is missing and runs the application as local processes: no gate is',
        'measured then, and the exit code is 3 once you end it.',
      ].join('\n'),
    )
    .addHelpText(
      'after',
      examples(
        ['tengate start', 'on the embedded cluster'],
        ['tengate start --context my-cluster', 'on a cluster you have'],
      ),
    )
    .action((_options, command) =>
      run(command, async (context) => {
        const { tengate, progress, signal } = context;
        const configuration = await tengate.readConfiguration();
        const availability = await tengate.provider.available();
        if (!availability.available && configuration.local !== undefined) {
          return runWithoutCluster(context, { configuration, local: configuration.local, availability });
        }
        const gates = tengate.gates.map(({ number }) => number).filter((number) => number <= lastGateOfStart);
        const record = await tengate.prove({
          command: 'start',
          extent: 'install',
          configuration,
          gates,
          progress,
          signal,
        });
        return showRun(context, record, { next: nextCommands(record) });
      }),
    );
};
