/** `tengate deploy`: builds, installs or upgrades the release, and watches it. */

import type { AddCommand } from '../command-context.ts';
import { examples } from '../examples.ts';
import { exitCodeOfVerdict } from '../exit-codes.ts';
import { deploymentJson, deploymentVerdict, renderDeployment } from '../render-deployment.ts';
import { requireCluster } from '../require-cluster.ts';

export const addDeploy: AddCommand = (program, run) => {
  program
    .command('deploy')
    .summary('install or upgrade the release')
    .description(
      'Builds what changed, installs or upgrades the release, and watches every pod until it is ready or hopeless.',
    )
    .addHelpText('after', examples(['tengate deploy', 'install, or upgrade what is there']))
    .action((_options, command) =>
      run(command, async ({ tengate, progress, signal, print, width }) => {
        const configuration = await tengate.readConfiguration();
        await requireCluster(tengate.provider);
        const outcome = await tengate.deploy({ configuration, progress, signal });
        print({ text: renderDeployment(outcome, width), json: deploymentJson(outcome) });
        return exitCodeOfVerdict(deploymentVerdict(outcome));
      }),
    );
};
