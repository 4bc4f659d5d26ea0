/** Owns the record of one run of Tengate: what was done, on what machine, and what the gates said. */

import type { GateResult } from './gate-result.ts';
import type { Verdict } from './verdict.ts';

export const runRecordVersion = 1;
/** The published JSON Schema of that version, as a file of this package. */
export const runRecordSchemaFile = `tengate/schema/run-record-v${runRecordVersion}.schema.json`;

export type StepResult = {
  readonly name: string;
  readonly outcome: 'done' | 'unchanged' | 'failed' | 'cancelled';
  readonly durationMs: number;
  /** One line: what the step did. */
  readonly summary: string;
};

export type Machine = {
  readonly os: string;
  readonly kernel: string;
  readonly architecture: string;
  readonly cpus: number;
  readonly memoryMiB: number;
};

export type RunRecord = {
  readonly version: typeof runRecordVersion;
  /** Sorts by time: `20261120T233440123Z-prove`. */
  readonly id: string;
  readonly command: string;
  readonly application: string;
  readonly startedAt: string;
  readonly durationMs: number;
  readonly machine: Machine;
  /** Program or component → version, as measured in this run. */
  readonly versions: Readonly<Record<string, string>>;
  readonly cluster: { readonly provider: string; readonly name: string } | null;
  readonly steps: readonly StepResult[];
  readonly gates: readonly GateResult[];
  readonly verdict: Verdict;
  /** Addresses a person can open, measured to answer. */
  readonly addresses: readonly { readonly name: string; readonly url: string }[];
};
