/** `tengate build`: builds the images. */

import { renderTable } from '../../report/table.ts';
import type { AddCommand } from '../command-context.ts';
import { examples } from '../examples.ts';
import { exitCodes } from '../exit-codes.ts';
import { requireCluster } from '../require-cluster.ts';

export const addBuild: AddCommand = (program, run) => {
  program
    .command('build')
    .summary('build the images')
    .description(
      'Starts the cluster where it does not run, and builds the images of tengate.yaml into its image store.',
    )
    .addHelpText(
      'after',
      examples(['tengate build', 'build what changed'], ['tengate build --json', 'references and digests']),
    )
    .action((_options, command) =>
      run(command, async ({ tengate, progress, signal, print, width }) => {
        const configuration = await tengate.readConfiguration();
        await requireCluster(tengate.provider);
        const images = await tengate.build({ configuration, progress, signal });
        const rows = images.map(({ repository, tag, digest, changed }) => [
          `${repository}:${tag}`,
          changed ? 'built' : 'unchanged',
          digest,
        ]);
        const columns = [{ title: 'Image' }, { title: '' }, { title: 'Digest' }];
        print({ text: `${renderTable({ columns, rows, width, indent: 0 }).join('\n')}\n`, json: images });
        return exitCodes.ok;
      }),
    );
};
