/** Runs one command line from argv to exit code: options, live view, cancellation, errors. */

import { CommanderError } from 'commander';
import { cancelOnSignals, type SignalSource } from './cancel-on-signals.ts';
import type { CommandAction } from './command-context.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { type GlobalOptions, readGlobalOptions } from './global-options.ts';
import { createProgressDisplay } from './live-view/progress-display.ts';
import { createProgram } from './program.ts';
import { type RenderedError, renderError } from './render-error.ts';
import { detectTerminal, type Terminal } from './terminal.ts';

export type CliOptions = {
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly home: string;
  readonly version: string;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly signals: SignalSource;
  /** Ends the process at once, for the second Ctrl-C. */
  readonly exit: (code: number) => void;
};

/** For a file or a pipe, where nothing is gained by short lines. */
const defaultWidth = 140;

export async function runCli(cli: CliOptions): Promise<ExitCode> {
  const noColour = cli.argv.includes('--no-color');
  const terminal = detectTerminal({
    stdout: cli.stdout,
    stderr: cli.stderr,
    environment: cli.environment,
    noColour,
  });
  let exitCode: ExitCode = exitCodes.ok;
  const program = createProgram({
    version: cli.version,
    writeOut: (text) => cli.stdout.write(text),
    writeErr: (text) => cli.stderr.write(text),
    colours: { out: terminal.stdoutColours, err: terminal.stderrColours },
    width: cli.stdout.columns ?? defaultWidth,
    run: async (command, action, forced = {}) => {
      const globals = { ...readGlobalOptions(command), ...forced };
      exitCode = await runAction({ cli, globals, action, terminal });
    },
  });
  try {
    if (cli.argv.length === 0) program.help();
    await program.parseAsync(cli.argv, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return exitCodes.ok;
      // Commander has told it on standard error.
      if (cli.argv.includes('--json')) cli.stdout.write(jsonText(usageError(error)));
      return exitCodes.usage;
    }
    const debug = cli.argv.includes('--debug');
    const rendered = renderError(error, { colours: terminal.stderrColours, debug });
    cli.stderr.write(rendered.text);
    return rendered.exitCode;
  }
  return exitCode;
}

async function runAction(options: {
  readonly cli: CliOptions;
  readonly globals: GlobalOptions;
  readonly action: CommandAction;
  readonly terminal: Terminal;
}): Promise<ExitCode> {
  const { cli, globals, action, terminal } = options;
  // Loaded only now: help and usage errors need nothing of it, and come in a fraction of the time.
  const { composeTengate, systemClock } = await import('../compose.ts');
  const display = createProgressDisplay({
    stream: cli.stderr,
    clock: systemClock,
    live: terminal.live,
    colours: terminal.stderrColours,
  });
  const cancel = cancelOnSignals({
    source: cli.signals,
    onFirst: () => display.note('Stopping; once more to end at once.\n'),
    exit: cli.exit,
  });
  let printed = false;
  try {
    const tengate = await composeTengate({
      options: globals,
      environment: cli.environment,
      cwd: cli.cwd,
      home: cli.home,
    });
    const exitCode = await action({
      options: globals,
      tengate,
      progress: tengate.usualTimes.watch(display.progress),
      signal: cancel.signal,
      print: ({ text, json }) => {
        display.stop();
        printed = true;
        cli.stdout.write(globals.json ? jsonText(json) : text);
      },
      note: display.note,
      colours: terminal.stdoutColours,
      width: cli.stdout.columns ?? defaultWidth,
    });
    await tengate.usualTimes.save();
    return exitCode;
  } catch (error) {
    display.stop();
    const shown = cancel.signal.aborted ? cancel.signal.reason : error;
    const { text, json, exitCode } = renderError(shown, {
      colours: terminal.stderrColours,
      debug: globals.debug,
    });
    cli.stderr.write(text);
    // One document is all that a program can read: after the result, the error is told on standard error and by the exit code.
    if (globals.json && !printed) cli.stdout.write(jsonText(json));
    return exitCode;
  } finally {
    display.stop();
    cancel.release();
  }
}

function usageError({ message }: CommanderError): RenderedError['json'] {
  return {
    error: { code: 'wrong-usage', what: message.replace(/^error: /, ''), todo: 'see tengate --help' },
  };
}

function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
