/** The command line: which commands there are, and what holds for all of them. Commands mirror the words typed. */

import { Command } from 'commander';
import type { RunAction } from './command-context.ts';
import { addBuild } from './commands/build.ts';
import { addCluster } from './commands/cluster.ts';
import { addCompletion } from './commands/completion.ts';
import { addDeploy } from './commands/deploy.ts';
import { addHeal } from './commands/heal.ts';
import { addProve } from './commands/prove.ts';
import { addReport } from './commands/report.ts';
import { addRollback } from './commands/rollback.ts';
import { addScale } from './commands/scale.ts';
import { addStart } from './commands/start.ts';
import { addStop } from './commands/stop.ts';
import { addToolchain } from './commands/toolchain.ts';
import { addUninstall } from './commands/uninstall.ts';
import { addUpgrade } from './commands/upgrade.ts';
import { addValidate } from './commands/validate.ts';
import { addVerifyTools } from './commands/verify-tools.ts';
import { examples } from './examples.ts';
import { addGlobalOptions } from './global-options.ts';

export type ProgramOptions = {
  readonly version: string;
  readonly run: RunAction;
  readonly writeOut: (text: string) => void;
  readonly writeErr: (text: string) => void;
  readonly colours: { readonly out: boolean; readonly err: boolean };
  readonly width: number;
};

const commands = [
  addStart,
  addStop,
  addProve,
  addBuild,
  addDeploy,
  addScale,
  addHeal,
  addUpgrade,
  addRollback,
  addUninstall,
  addValidate,
  addReport,
  addVerifyTools,
  addToolchain,
  addCluster,
  addCompletion,
];

/** @throws CommanderError for wrong usage (and for help, which commander ends by a throw too) */
export function createProgram(options: ProgramOptions): Command {
  const program = new Command('tengate');
  addGlobalOptions(
    program
      .description(
        'Takes an application with a Helm chart from a bare machine to a proven Kubernetes deployment.',
      )
      .version(options.version)
      .exitOverride()
      .configureOutput({
        writeOut: options.writeOut,
        writeErr: options.writeErr,
        getOutHasColors: () => options.colours.out,
        getErrHasColors: () => options.colours.err,
        getOutHelpWidth: () => options.width,
        getErrHelpWidth: () => options.width,
        outputError: (text, write) => write(`${text.trimEnd()}\n  to do: see tengate --help\n`),
      })
      .configureHelp({ showGlobalOptions: true })
      .showSuggestionAfterError()
      .helpCommand(false)
      .addHelpText(
        'after',
        examples(
          ['tengate start', 'everything, from a bare machine to proven gates'],
          ['tengate validate --gates 1-4', 'measure again'],
        ),
      ),
    (message) => program.error(`error: ${message}`, { code: 'tengate.invalidArgument', exitCode: 2 }),
  );
  for (const add of commands) add(program, options.run);
  return program;
}
