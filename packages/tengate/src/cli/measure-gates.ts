/** Measures the gates that were asked for and shows the run, as `prove` and `validate` do. */

import type { Tengate } from '../compose.ts';
import type { CommandContext } from './command-context.ts';
import type { ExitCode } from './exit-codes.ts';
import { readGates } from './read-gates.ts';
import { nextCommands, showRun } from './show-run.ts';

export type GatesOptions = {
  /** `1-4`; absent means all of them. */
  readonly gates?: string | undefined;
  readonly junit?: string | undefined;
  readonly html?: string | undefined;
};

/** The options of both, as commander takes them. */
export const resultOptions = [
  ['--junit <file>', 'write the result as JUnit XML too'],
  ['--html <file>', 'write the result as a page too'],
] as const;

/** What is wrong with the command line is said before anything is done: a run takes minutes. */
export async function measureGates(
  context: CommandContext,
  how: Pick<Parameters<Tengate['prove']>[0], 'command' | 'extent'>,
  { gates: asked, junit, html }: GatesOptions,
): Promise<ExitCode> {
  const { tengate, progress, signal } = context;
  const gates = readGates(asked, tengate.gates);
  const configuration = await tengate.readConfiguration();
  for (const file of [junit, html]) if (file !== undefined) await tengate.requireWritable(file);
  const record = await tengate.prove({ ...how, configuration, gates, progress, signal });
  return showRun(context, record, { next: nextCommands(record), junit, html });
}
