/** `tengate stop`: takes the cluster down. */

import type { AddCommand } from '../command-context.ts';
import { examples } from '../examples.ts';
import { exitCodes } from '../exit-codes.ts';

export const addStop: AddCommand = (program, run) => {
  program
    .command('stop')
    .summary('take everything down')
    .description(
      'Takes the cluster down and leaves nothing running. Its data stays, unless you say otherwise.',
    )
    .option('--delete-data', 'remove the data of the cluster too')
    .addHelpText(
      'after',
      examples(
        ['tengate stop', 'stop, and keep the data'],
        ['tengate stop --delete-data', 'the next start is a fresh one'],
      ),
    )
    .action((options: { deleteData?: true }, command) =>
      run(command, async ({ tengate, print, progress, signal }) => {
        const { stopped } = await tengate.provider.down({
          name: tengate.clusterName,
          deleteData: options.deleteData === true,
          progress,
          signal,
        });
        print({
          text: stopped ? 'Stopped. Start again with: npm start\n' : 'Nothing was running.\n',
          json: { stopped, deletedData: options.deleteData === true },
        });
        return exitCodes.ok;
      }),
    );
};
