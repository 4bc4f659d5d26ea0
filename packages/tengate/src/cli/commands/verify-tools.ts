/** `tengate verify-tools`: what is on this machine of all that a run needs. */

import { renderTable } from '../../report/table.ts';
import type { AddCommand } from '../command-context.ts';
import { examples } from '../examples.ts';
import { exitCodes } from '../exit-codes.ts';

export const addVerifyTools: AddCommand = (program, run) => {
  program
    .command('verify-tools')
    .summary('show which tools are there')
    .description(
      'Shows what is on this machine of all that a run needs or can use. Gets and installs nothing. Exit code 0 only when all required ones are usable.',
    )
    .addHelpText(
      'after',
      examples(['tengate verify-tools', ''], ['tengate verify-tools --json', 'for a program']),
    )
    .action((_options, command) =>
      run(command, async ({ options, tengate, print, width }) => {
        const { rows, ok } = await tengate.toolchain.inspect({ cluster: options.provider === 'embedded' });
        const byNeed = rows.toSorted((a, b) => Number(b.need === 'required') - Number(a.need === 'required'));
        const columns = [
          { title: 'Program' },
          { title: 'Need' },
          { title: 'Required' },
          { title: 'Found' },
          { title: 'Verdict' },
          { title: 'From / what to do', wraps: true },
        ];
        const cells = byNeed.map(({ name, need, required, found, from, verdict, todo }) => [
          name,
          need,
          required,
          found ?? '-',
          verdict,
          [from ?? '', todo].filter((part) => part !== '').join('; '),
        ]);
        const missing = rows.filter(
          ({ need, verdict }) => need === 'required' && verdict !== 'usable',
        ).length;
        const end = ok
          ? 'All required tools are usable.'
          : `${missing} required tools are not usable yet; tengate start gets what it can.`;
        print({
          text: `${renderTable({ columns, rows: cells, width, indent: 0 }).join('\n')}\n\n${end}\n`,
          json: { ok, tools: rows },
        });
        return ok ? exitCodes.ok : exitCodes.unavailable;
      }),
    );
};
