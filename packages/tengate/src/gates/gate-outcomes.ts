/** The outcomes that several gates share: what could not be measured, and the verdict that findings and measurements give. */

import type { Evidence, Finding, Measurement } from '../model/evidence.ts';
import { formatMeasurement } from '../model/measurement-text.ts';
import { redact } from '../model/redact.ts';
import { combineVerdicts, type Verdict } from '../model/verdict.ts';
import type { GateOutcome } from './gate.ts';
import type { GateContext } from './gate-context.ts';

/** What one of several parts of a gate measured. */
export type GatePart = {
  readonly measurements: readonly Measurement[];
  readonly findings: readonly Finding[];
  readonly evidence: readonly Evidence[];
};

/** A gate that could not measure, with why. */
export function unmeasured(summary: string, evidence: readonly Evidence[] = []): GateOutcome {
  return { verdict: 'unknown', summary, measurements: [], findings: [], evidence };
}

export function withoutCluster(context: GateContext): GateOutcome {
  return unmeasured(`not measured, there is no cluster: ${context.noClusterBecause}`);
}

/** A finding fails; otherwise the bounded measurements decide, of which there must be one. */
export function verdictOf(measurements: readonly Measurement[], findings: readonly Finding[]): Verdict {
  const parts = measurements.flatMap(({ verdict }) => (verdict === undefined ? [] : [verdict]));
  return combineVerdicts(findings.length > 0 ? ['failed', ...parts] : parts);
}

/** Several parts as one, in their order. */
export function joined(parts: readonly GatePart[]): GatePart {
  return {
    measurements: parts.flatMap(({ measurements }) => measurements),
    findings: parts.flatMap(({ findings }) => findings),
    evidence: parts.flatMap(({ evidence }) => evidence),
  };
}

/** What a gate says once it has measured, with nothing secret in it. @param whole its one line where everything passed */
export function measuredOutcome(part: GatePart, whole: () => string): GateOutcome {
  const { measurements, evidence } = part;
  const findings = redact(part.findings);
  return {
    verdict: verdictOf(measurements, findings),
    summary: summarised({ measurements, findings }, whole),
    measurements,
    findings,
    evidence: redact(evidence),
  };
}

/**
 * The one line that says why: what was found; else what was measured and not passed, for a sentence of praise beside a verdict
 * that is none would be read first; else what the gate says of itself.
 */
function summarised(
  { measurements, findings }: Pick<GatePart, 'measurements' | 'findings'>,
  whole: () => string,
): string {
  if (findings.length > 0) return namedFindings(findings);
  const short = measurements.filter(({ verdict }) => verdict === 'failed' || verdict === 'unknown');
  if (short.length === 0) return whole();
  const shown = short.slice(0, 2).map((one) => `${one.name}: ${formatMeasurement(one)}`);
  const left = short.length - shown.length;
  return `${shown.join('; ')}${left === 0 ? '' : `; and ${left} more`}`;
}

/** `3 findings: requests-lost, answers-paused`: each code once. */
function namedFindings(findings: readonly Finding[]): string {
  const codes = [...new Set(findings.map(({ code }) => code))].join(', ');
  return findings.length === 1 ? `found ${codes}` : `${findings.length} findings: ${codes}`;
}
