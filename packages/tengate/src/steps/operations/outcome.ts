/** Makes an operation's outcome of what it measured. */

import type { GateOutcome } from '../../gates/gate.ts';
import { type GatePart, verdictOf } from '../../gates/gate-outcomes.ts';
import type { Finding } from '../../model/evidence.ts';
import { redact } from '../../model/redact.ts';
import type { DeployFailure } from '../deploy-release.ts';
import { helmRefused } from '../helm-refused.ts';

/** @param done one line that says what is so now, for where nothing was found */
export function outcomeOf(part: GatePart, done: string): GateOutcome {
  const { measurements, evidence } = part;
  const findings = redact(part.findings);
  const [first] = findings;
  return {
    verdict: verdictOf(measurements, findings),
    summary: first === undefined ? done : `${first.code}: ${first.what}`,
    measurements,
    findings,
    evidence: redact(evidence),
  };
}

/** A change that Helm refused or that did not come to rest; the way back is in it. */
export function failedPart(failure: DeployFailure | { readonly message: string }): GatePart {
  const back = 'tengate rollback';
  if ('message' in failure)
    return {
      measurements: [],
      findings: [helmRefused(failure.message, `correct the values, or go back: ${back}`)],
      evidence: [],
    };
  return {
    measurements: [],
    findings: failure.findings.map(
      (finding): Finding => ({ ...finding, todo: `${finding.todo}; the way back: ${back}` }),
    ),
    evidence: failure.evidence,
  };
}
