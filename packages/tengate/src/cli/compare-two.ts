/** `tengate report --compare`: shows what changed between two runs. */

import { TengateError } from '../model/tengate-error.ts';
import { compareRuns } from '../report/compare-runs.ts';
import { renderComparison } from '../report/comparison-report.ts';
import { renderHtmlComparison } from '../report/html-comparison.ts';
import type { CommandContext } from './command-context.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { findRun } from './find-run.ts';

/** @param words the run before and the run after */
export async function compareTwo(
  context: CommandContext,
  words: readonly string[],
  options: { readonly details?: boolean | undefined; readonly html?: string | undefined },
): Promise<ExitCode> {
  const [before, after] = words;
  if (before === undefined || after === undefined || words.length > 2) throw notTwo(words);
  const comparison = compareRuns(await findRun(context, before), await findRun(context, after));
  if (options.html !== undefined)
    await context.tengate.writeResult(options.html, renderHtmlComparison(comparison));
  const { colours, width } = context;
  context.print({
    text: renderComparison(comparison, { colours, width, details: options.details === true }),
    json: comparison,
  });
  return exitCodes.ok;
}

function notTwo(words: readonly string[]): TengateError {
  return new TengateError({
    code: 'two-runs-needed',
    kind: 'usage',
    what: `--compare takes two runs, not ${words.length}: ${words.join(', ')}.`,
    todo: 'For example: tengate report --compare previous latest',
  });
}
