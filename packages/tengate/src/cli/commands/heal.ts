/** `tengate heal`: takes pods away and times how they come back. */

import { heal } from '../../steps/operations/heal.ts';
import type { AddCommand } from '../command-context.ts';
import { examples } from '../examples.ts';
import { loadOption, operate } from '../operate.ts';

export const addHeal: AddCommand = (program, run) => {
  program
    .command('heal')
    .summary('take pods away and see them come back')
    .description(
      'Takes a pod of each Deployment away, one after another, and times how long it is until as many serve as before.',
    )
    .argument('[workloads...]', 'Deployments or StatefulSets; every Deployment where none is named')
    .option('--kill', 'kill the process in the container (SIGKILL) instead of deleting the pod')
    .option(...loadOption)
    .addHelpText(
      'after',
      examples(
        ['tengate heal', 'a pod of each'],
        ['tengate heal todo-chatbot-api --load', 'and count what is lost meanwhile'],
        ['tengate heal todo-chatbot-postgres', 'the database: requests fail until it is back'],
      ),
    )
    .action((workloads: string[], options: { kill?: true; load?: true }, command) =>
      run(command, (context) =>
        operate(
          context,
          heal({ workloads, how: options.kill === true ? 'kill' : 'delete', load: options.load === true }),
          [],
        ),
      ),
    );
};
