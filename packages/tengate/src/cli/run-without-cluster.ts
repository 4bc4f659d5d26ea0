/** What `start` does where no cluster can be had: says what is missing, runs the application, and never claims a proof. */

import type { Configuration, LocalConfiguration } from '../model/configuration.ts';
import { TengateError } from '../model/tengate-error.ts';
import type { CommandContext } from './command-context.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { startLocalApplication } from './local-application.ts';

/** Stays until Ctrl-C, or until a process of the application ends by itself. */
export async function runWithoutCluster(
  context: CommandContext,
  options: {
    readonly configuration: Configuration;
    readonly local: LocalConfiguration;
    readonly availability: { readonly why: string; readonly todo: string };
  },
): Promise<ExitCode> {
  const { tengate, progress, signal, note } = context;
  const { configuration, local } = options;
  for (const { name, why, todo } of await tengate.missingWays()) {
    note(`No ${name} cluster: ${why}\n  to do: ${todo}\n`);
  }
  note('Running the application as local processes instead. This proves nothing: no gate is measured.\n');
  const record = await tengate.recordUnmeasured({
    command: 'start',
    configuration,
    why: `No cluster: ${options.availability.why}`,
  });
  const application = await startLocalApplication({
    ...tengate.local,
    local,
    root: configuration.root,
    clock: tengate.clock,
    progress,
    onLine: (process, line) => note(`[${process}] ${line}\n`),
    signal,
  });
  try {
    const addresses = local.processes.map(({ name, open, health }) => ({ name, url: open ?? health }));
    context.print({
      text: [
        '',
        ...addresses.map(({ name, url }) => `  Open ${name}  ${url}`),
        '  UNKNOWN  no gate was measured: there is no cluster.',
        '  Ctrl-C ends it.',
        '',
      ].join('\n'),
      json: { verdict: record.verdict, run: record.id, addresses, why: options.availability.why },
    });
    const end = await Promise.race([application.ended, aborted(signal)]);
    if (end === 'aborted') return exitCodes.unknown;
    throw new TengateError({
      code: 'local-process-ended',
      what: `${end.name} ended by itself (${end.end.failure ?? end.end.signal ?? `exit code ${end.end.exitCode}`}).`,
      todo: 'Its last lines are above; repair what they name and run the command again.',
    });
  } finally {
    await application.stop();
  }
}

function aborted(signal: AbortSignal): Promise<'aborted'> {
  if (signal.aborted) return Promise.resolve('aborted');
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve('aborted'), { once: true }));
}
