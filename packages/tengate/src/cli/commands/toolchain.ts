/** `tengate toolchain list | fetch | build`. */

import type { LocatedProgram } from '../../ports/toolchain.ts';
import { renderTable } from '../../report/table.ts';
import type { AddCommand, CommandContext } from '../command-context.ts';
import { examples } from '../examples.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';

export const addToolchain: AddCommand = (program, run) => {
  const toolchain = program
    .command('toolchain')
    .summary('list, fetch or build the programs')
    .description('Shows and gets the programs that a run needs, in pinned versions.')
    .addHelpText(
      'after',
      examples(
        ['tengate toolchain list', 'what is pinned'],
        ['tengate toolchain fetch', 'get everything now'],
      ),
    );

  toolchain
    .command('list')
    .summary('list the pinned programs')
    .description(
      'Lists every pinned program: version, accepted range, official address, Go package, and whether the cache has it.',
    )
    .addHelpText(
      'after',
      examples(
        ['tengate toolchain list', ''],
        ['tengate toolchain list --json', 'with checksums and build times'],
      ),
    )
    .action((_options, command) =>
      run(command, async ({ tengate, print, width }) => {
        const programs = await tengate.toolchain.list();
        const columns = [
          { title: 'Program' },
          { title: 'Version' },
          { title: 'Accepts' },
          { title: 'Cached' },
          { title: 'From', wraps: true },
        ];
        const rows = programs.map(({ name, version, accepts, cached, address, source }) => [
          name,
          version,
          accepts,
          cached === null ? 'no' : 'yes',
          address ?? source ?? '',
        ]);
        print({ text: `${renderTable({ columns, rows, width, indent: 0 }).join('\n')}\n`, json: programs });
        return exitCodes.ok;
      }),
    );

  toolchain
    .command('fetch')
    .summary('get programs now')
    .description(
      'Gets the named programs, or everything that a run needs: installed, cached, official release, or built from source.',
    )
    .argument('[programs...]', 'names as in toolchain list')
    .addHelpText(
      'after',
      examples(
        ['tengate toolchain fetch', 'everything'],
        ['tengate toolchain fetch helm --mirror /media/mirror', 'one, from a mirror'],
      ),
    )
    .action((names: string[], _options, command) => run(command, (context) => fetch(context, names)));

  toolchain
    .command('build')
    .summary('build programs from source')
    .description(
      'Builds the named programs, or everything that a run needs, from source. This is fetch with --toolchain source.',
    )
    .argument('[programs...]', 'names as in toolchain list')
    .addHelpText(
      'after',
      examples(
        ['tengate toolchain build', 'everything'],
        ['tengate toolchain build etcd coredns', 'two of them'],
      ),
    )
    .action((names: string[], _options, command) =>
      run(command, (context) => fetch(context, names), { toolchain: 'source' }),
    );
};

async function fetch(context: CommandContext, names: readonly string[]): Promise<ExitCode> {
  const { options, tengate, progress, signal, print, width } = context;
  const got: readonly LocatedProgram[] =
    names.length === 0
      ? await tengate.toolchain.fetchAll({ cluster: options.provider === 'embedded' }, { progress, signal })
      : await tengate.toolchain.programs(names, { progress, signal });
  const columns = [
    { title: 'Program' },
    { title: 'Version' },
    { title: 'Got by' },
    { title: 'Path', wraps: true },
  ];
  const rows = got.map(({ name, version, origin, path }) => [name, version, origin, path]);
  print({ text: `${renderTable({ columns, rows, width, indent: 0 }).join('\n')}\n`, json: got });
  return exitCodes.ok;
}
