/** `tengate upgrade`: other values on top of the installed ones. */

import { InvalidArgumentError } from 'commander';
import { parse } from 'yaml';
import { upgrade } from '../../steps/operations/upgrade.ts';
import type { AddCommand } from '../command-context.ts';
import { examples } from '../examples.ts';
import { loadOption, operate } from '../operate.ts';

type Value = string | number | boolean | null;

export const addUpgrade: AddCommand = (program, run) => {
  program
    .command('upgrade')
    .summary('set other values on the installed release')
    .description(
      [
        'Sets values on top of those that are installed, and watches until every pod runs with them. Nothing is built: to bring',
        'what is in this folder, use `tengate deploy`. Never put a secret here.',
      ].join('\n'),
    )
    .requiredOption('--set <path=value>', 'a value of the chart; may be given several times', collect)
    .option(...loadOption)
    .addHelpText(
      'after',
      examples(
        ['tengate upgrade --set config.extra.RELEASE_LABEL=blue', 'another configuration'],
        ['tengate upgrade --set api.image.tag=1.1.0 --load', 'and count what is lost meanwhile'],
      ),
    )
    .action((options: { set: Record<string, Value>; load?: true }, command) =>
      run(command, (context) =>
        operate(context, upgrade({ set: options.set, load: options.load === true }), [
          { what: 'Take it back', command: 'npx tengate rollback' },
        ]),
      ),
    );
};

/** Values are read as YAML has them: `2` is a number, `true` is true, `"2"` is a text. */
function collect(text: string, before: Record<string, Value> = {}): Record<string, Value> {
  const match = /^([A-Za-z_][^=]*)=(.*)$/s.exec(text);
  if (match?.[1] === undefined)
    throw new InvalidArgumentError(`"${text}" is no path=value, such as api.image.tag=1.1.0.`);
  return { ...before, [match[1]]: readValue(match[2] ?? '') };
}

function readValue(text: string): Value {
  if (text === '') return '';
  try {
    const value: unknown = parse(text);
    // A version such as 1.10 is a text: as a number it would lose its end.
    if (typeof value === 'number') return String(value) === text ? value : text;
    return typeof value === 'boolean' || value === null || typeof value === 'string' ? value : text;
  } catch {
    return text;
  }
}
