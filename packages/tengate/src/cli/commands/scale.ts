/** `tengate scale`: another number of replicas, through the chart. */

import { InvalidArgumentError } from 'commander';
import { scale } from '../../steps/operations/scale.ts';
import type { AddCommand } from '../command-context.ts';
import { examples } from '../examples.ts';
import { loadOption, operate } from '../operate.ts';

export const addScale: AddCommand = (program, run) => {
  program
    .command('scale')
    .summary('have another number of replicas')
    .description(
      [
        'Has another number of replicas, through the values that tengate.yaml names (changes.replicas): the least number of the',
        'autoscaler where there is one, so that neither it nor the next upgrade overrules what you asked for.',
      ].join('\n'),
    )
    .argument('<replicas>', 'how many', replicasOf)
    .argument('[deployments...]', 'which; all of them where none is named')
    .option(...loadOption)
    .addHelpText(
      'after',
      examples(
        ['tengate scale 3', 'three of each'],
        ['tengate scale 2 todo-chatbot-web --load', 'back to two, and count what is lost meanwhile'],
      ),
    )
    .action((replicas: number, deployments: string[], options: { load?: true }, command) =>
      run(command, (context) =>
        operate(context, scale({ replicas, deployments, load: options.load === true }), [
          { what: 'As before', command: 'npx tengate rollback' },
        ]),
      ),
    );
};

function replicasOf(text: string): number {
  const replicas = Number(text);
  if (!/^\d{1,4}$/.test(text) || replicas === 0)
    throw new InvalidArgumentError(`"${text}" is no number of replicas: 1 or more.`);
  return replicas;
}
