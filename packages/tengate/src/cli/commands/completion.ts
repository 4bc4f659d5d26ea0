/** `tengate completion bash | zsh | fish`. */

import { Argument } from 'commander';
import type { AddCommand } from '../command-context.ts';
import { renderCompletionScript, type Shell, shells } from '../completion-script.ts';
import { examples } from '../examples.ts';

export const addCompletion: AddCommand = (program) => {
  program
    .command('completion')
    .summary('print a completion script')
    .description('Prints a script that completes commands and options in your shell.')
    .addArgument(new Argument('<shell>', 'the shell you use').choices(shells))
    .addHelpText(
      'after',
      examples(
        ['source <(tengate completion bash)', 'for this session'],
        ['tengate completion fish > ~/.config/fish/completions/tengate.fish', 'for good'],
      ),
    )
    // Not run like the others: a shell's start-up file should not wait for the library to load.
    .action((shell: Shell) => {
      program.configureOutput().writeOut?.(renderCompletionScript(program, shell));
    });
};
