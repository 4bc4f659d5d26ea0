/** Stores a run in which no gate could be measured: every gate `unknown`, and why. */

import { allGates } from '../gates/all-gates.ts';
import type { Configuration } from '../model/configuration.ts';
import type { RunRecord } from '../model/run-record.ts';
import { recordRun, startRun } from './record-run.ts';
import type { RunParts } from './run-parts.ts';

export async function recordUnmeasured(
  parts: RunParts,
  options: { readonly command: string; readonly configuration: Configuration; readonly why: string },
): Promise<RunRecord> {
  const { command, configuration, why } = options;
  const run = startRun(parts, { command, progress: () => undefined });
  const gates = allGates.map(({ number, name, title }) => ({
    gate: number,
    name,
    title,
    verdict: 'unknown' as const,
    summary: `not measured: ${why}`,
    measurements: [],
    findings: [],
    evidence: [],
    startedAt: run.startedAt.toISOString(),
    durationMs: 0,
  }));
  return recordRun(parts, { run, cluster: null, configuration, gates });
}
