/** `tengate validate`: measures the gates on what is deployed already. */

import type { AddCommand } from '../command-context.ts';
import { examples } from '../examples.ts';
import { type GatesOptions, measureGates, resultOptions } from '../measure-gates.ts';

export const addValidate: AddCommand = (program, run) => {
  program
    .command('validate')
    .summary('measure the gates on what is deployed')
    .description(
      [
        'Measures the gates on what is deployed, and builds or installs nothing first. Gates 5 to 8 change the release and put it',
        'back as it was. Gates:',
        '  1  container build    images build, stay small, turn healthy, run as non-root, hold no secret',
        '  2  kubernetes deploy  the release installs without a single Warning event',
        '  3  pod health         every pod is ready within 120 s, none restarts',
        "  4  service access     services answer, and a person's path works on a fresh database",
        '  5  replica scaling    one replica more and back; autoscalers know their pods and follow real load',
        '  6  failure recovery   deleted pods and a killed process are back within 90 s, deletions lose no request',
        '  7  helm upgrade       more replicas, another configuration and another image lose no request',
        '  8  helm rollback      the earlier revision is back within 60 s, whole, and loses no request',
        'Exit code 0 only when every selected gate passed; 3 when one could not be measured.',
      ].join('\n'),
    )
    .option('--gate <number>', 'only this gate')
    .option('--gates <list>', 'only these gates: 1-4 or 1,3')
    .option(...resultOptions[0])
    .option(...resultOptions[1])
    .addHelpText(
      'after',
      examples(
        ['tengate validate --gate 3', 'one gate'],
        ['tengate validate --gates 1-4 --json', 'several, for a program'],
      ),
    )
    .action(({ gate, gates, ...files }: GatesOptions & { readonly gate?: string }, command) =>
      run(command, (context) => {
        const asked = [gate, gates].filter((list) => list !== undefined);
        return measureGates(
          context,
          { command: 'validate', extent: 'find' },
          { ...files, gates: asked.length === 0 ? undefined : asked.join(',') },
        );
      }),
    );
};
