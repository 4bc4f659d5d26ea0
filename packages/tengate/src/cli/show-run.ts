/** Shows a run on standard output, and writes it as JUnit or as a page where asked. */

import type { RunRecord } from '../model/run-record.ts';
import { renderHtmlReport } from '../report/html-report.ts';
import { renderJsonReport } from '../report/json-report.ts';
import { renderJunitReport } from '../report/junit-report.ts';
import { renderTerminalReport } from '../report/terminal-report.ts';
import type { CommandContext } from './command-context.ts';
import { type ExitCode, exitCodeOfVerdict } from './exit-codes.ts';

export type ShowRunOptions = {
  readonly next: readonly { readonly what: string; readonly command: string }[];
  /** File for the JUnit report. */
  readonly junit?: string | undefined;
  /** File for the page. */
  readonly html?: string | undefined;
  readonly details?: boolean | undefined;
};

/** @returns the exit code that the run's verdict stands for */
export async function showRun(
  context: CommandContext,
  run: RunRecord,
  options: ShowRunOptions,
): Promise<ExitCode> {
  const { tengate, colours, width } = context;
  const recordPath = tengate.runs.pathOf(run.id);
  context.print({
    text: renderTerminalReport(run, {
      colours,
      width,
      recordPath,
      next: options.next,
      details: options.details === true,
    }),
    json: JSON.parse(renderJsonReport(run, recordPath)),
  });
  // Shown first: what was measured in minutes is not withheld because a file cannot be written.
  if (options.junit !== undefined) await tengate.writeResult(options.junit, renderJunitReport(run));
  if (options.html !== undefined) await tengate.writeResult(options.html, renderHtmlReport(run));
  return exitCodeOfVerdict(run.verdict);
}

/** What a person may do after a run on a cluster. */
export function nextCommands(run: RunRecord): ShowRunOptions['next'] {
  const look = { what: 'All numbers', command: 'npx tengate report --details' };
  const page = { what: 'As a page', command: 'npx tengate report --html report.html' };
  const again = { what: 'Again, after a change', command: 'npm start' };
  const stop = { what: 'Stop', command: 'npm stop' };
  return run.cluster === null ? [look, page, again] : [look, page, again, stop];
}
