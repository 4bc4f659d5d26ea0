/** `tengate uninstall`: takes the release away; the cluster stays. */

import type { AddCommand } from '../command-context.ts';
import { examples } from '../examples.ts';
import { exitCodes } from '../exit-codes.ts';

export const addUninstall: AddCommand = (program, run) => {
  program
    .command('uninstall')
    .summary('take the release away; the cluster stays')
    .description(
      'Takes the release away with Helm. Its data stays in the namespace, unless you say otherwise; absent is no error.',
    )
    .option('--delete-data', 'remove the namespace too, with the database and the Secrets in it')
    .addHelpText(
      'after',
      examples(
        ['tengate uninstall', 'the next deploy finds its data again'],
        ['tengate uninstall --delete-data', 'the next deploy is a fresh one'],
      ),
    )
    .action((options: { deleteData?: true }, command) =>
      run(command, async ({ tengate, print, progress, signal }) => {
        const configuration = await tengate.readConfiguration();
        const deleteData = options.deleteData === true;
        const { gone } = await tengate.uninstall({ configuration, deleteData, progress, signal });
        const { name, namespace } = configuration.release;
        print({
          text: `Uninstalled ${name} from ${namespace}${deleteData ? (gone ? ', with its data' : '; its namespace still ends') : ''}.\n`,
          json: { release: name, namespace, deletedData: deleteData, gone },
        });
        return gone ? exitCodes.ok : exitCodes.failed;
      }),
    );
};
