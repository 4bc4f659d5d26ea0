/** Owns what a command gets: the library, its options, a way to print a result, and a signal to stop. */

import type { Command } from 'commander';
import type { Tengate } from '../compose.ts';
import type { Progress } from '../ports/progress.ts';
import type { ExitCode } from './exit-codes.ts';
import type { GlobalOptions } from './global-options.ts';

export type CommandContext = {
  readonly options: GlobalOptions;
  readonly tengate: Tengate;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** Prints the result on standard output: the text, or the value as JSON with `--json`. Ends the live view first. */
  readonly print: (result: { readonly text: string; readonly json: unknown }) => void;
  /** Tells something beside the result, on standard error. */
  readonly note: (text: string) => void;
  readonly colours: boolean;
  /** Columns of the terminal. */
  readonly width: number;
};

export type CommandAction = (context: CommandContext) => Promise<ExitCode>;

/**
 * Runs an action with everything around it; the exit code goes to the process.
 *
 * @param forced options that the command itself decides, whatever was typed
 */
export type RunAction = (
  command: Command,
  action: CommandAction,
  forced?: Partial<GlobalOptions>,
) => Promise<void>;

/** One command adds itself to the program. */
export type AddCommand = (program: Command, run: RunAction) => void;
