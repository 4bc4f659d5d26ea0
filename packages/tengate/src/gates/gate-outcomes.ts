/** The outcomes that several gates share: what could not be measured, and the verdict that findings and measurements give. */

import type { Evidence, Finding, Measurement } from '../model/evidence.ts';
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

/** `3 findings: requests-lost, answers-paused`: each code once. */
export function namedFindings(findings: readonly Finding[]): string {
  return `${findings.length} findings: ${[...new Set(findings.map(({ code }) => code))].join(', ')}`;
}
