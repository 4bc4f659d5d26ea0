/** Runs an everyday operation and shows its run, as every command for one does. */

import type { Operation } from '../steps/operations/operation.ts';
import type { CommandContext } from './command-context.ts';
import type { ExitCode } from './exit-codes.ts';
import { type ShowRunOptions, showRun } from './show-run.ts';

export const loadOption = [
  '--load',
  'measure meanwhile: a constant rate of requests, each failure counted',
] as const;

export async function operate(
  context: CommandContext,
  operation: Operation,
  next: ShowRunOptions['next'],
): Promise<ExitCode> {
  const { tengate, progress, signal } = context;
  const configuration = await tengate.readConfiguration();
  const record = await tengate.operate({ configuration, operation, progress, signal });
  const look = { what: 'All numbers', command: 'npx tengate report --details' };
  return showRun(context, record, { next: [look, ...next] });
}
