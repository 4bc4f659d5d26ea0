/** Pure: what an installation that failed means for what the gates measured afterwards. */

import type { ImagesOutcome } from '../gates/gate-context.ts';
import type { GateResult } from '../model/gate-result.ts';
import type { InstallOutcome } from './install-application.ts';
import type { SettleOutcome } from './settle-release.ts';

/** Needs no release: it measures the images themselves. */
const gateOfImages = 1;
/** What it finds after a failed installation may be an older revision, or less than the evidence gathered while it failed. */
const gateOfInstallation = 2;

/**
 * An installation that did not come to rest decides gate 2. No other gate passes then: what it saw is not what was to be installed,
 * and with only such gates selected a run would end with 0 on the release of an earlier one.
 *
 * @param options.built   images of a run that installs; `null` where nothing was to be built or installed
 * @param options.outcome `null` where no installation was begun
 */
export function withInstallation(
  results: readonly GateResult[],
  options: {
    readonly built: ImagesOutcome | null;
    readonly outcome: InstallOutcome | SettleOutcome | null;
  },
): readonly GateResult[] {
  const why = hindrance(options);
  if (why === null) return results;
  return results.map((result) => {
    if (result.gate === gateOfImages) return result;
    const decided = result.gate === gateOfInstallation ? decideInstallation(result, options.outcome) : result;
    return decided.verdict === 'passed'
      ? { ...decided, verdict: 'unknown', summary: `${why}; measured on what there was: ${decided.summary}` }
      : decided;
  });
}

type Options = Parameters<typeof withInstallation>[1];

function hindrance({ built, outcome }: Options): string | null {
  if (built?.ok === false) return `the images could not be built (${built.error.message})`;
  if (outcome?.status === 'failed')
    return `what was to be installed did not come to rest (${outcome.summary})`;
  if (outcome?.status === 'not-tried') return `nothing was installed (${outcome.finding.what})`;
  return null;
}

function decideInstallation(result: GateResult, outcome: Options['outcome']): GateResult {
  if (outcome?.status === 'failed') {
    const { summary, findings, evidence } = outcome;
    return {
      ...result,
      verdict: 'failed',
      summary,
      findings: [...findings, ...result.findings],
      evidence: [...evidence, ...result.evidence],
    };
  }
  if (outcome?.status === 'not-tried')
    return {
      ...result,
      verdict: 'unknown',
      summary: `nothing was installed: ${outcome.finding.what}`,
      findings: [outcome.finding, ...result.findings],
    };
  return result;
}
