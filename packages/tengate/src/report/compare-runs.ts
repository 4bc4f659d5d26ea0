/** Compares two runs: verdicts, every measurement with its change, versions and machine. Pure. */

import type { Measurement } from '../model/evidence.ts';
import type { GateNumber, GateResult } from '../model/gate-result.ts';
import type { RunRecord } from '../model/run-record.ts';
import type { Verdict } from '../model/verdict.ts';
import { formatMemory } from './memory.ts';

export const comparisonVersion = 1;

/** `null` stands for what only the other run has. */
export type MeasurementChange = {
  readonly name: string;
  readonly unit: string | null;
  readonly before: Pick<Measurement, 'value' | 'verdict'> | null;
  readonly after: Pick<Measurement, 'value' | 'verdict'> | null;
  /** After minus before, where both are numbers. */
  readonly change: number | null;
  readonly changed: boolean;
};

export type GateChange = {
  readonly gate: GateNumber;
  readonly title: string;
  readonly before: Verdict | null;
  readonly after: Verdict | null;
  readonly measurements: readonly MeasurementChange[];
};

export type FactChange = {
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
};

export type Comparison = {
  /** Changes only when a reader of the older one would go wrong. */
  readonly version: typeof comparisonVersion;
  readonly before: RunName;
  readonly after: RunName;
  readonly gates: readonly GateChange[];
  /** Only those that differ. */
  readonly versions: readonly FactChange[];
  readonly machine: readonly FactChange[];
};

type RunName = Pick<RunRecord, 'id' | 'application' | 'startedAt' | 'durationMs' | 'verdict'>;

export function compareRuns(before: RunRecord, after: RunRecord): Comparison {
  const numbers = [...new Set([...before.gates, ...after.gates].map(({ gate }) => gate))].sort(
    (one, other) => one - other,
  );
  return {
    version: comparisonVersion,
    before: nameOf(before),
    after: nameOf(after),
    gates: numbers.map((number) =>
      compareGates(
        before.gates.find(({ gate }) => gate === number) ?? null,
        after.gates.find(({ gate }) => gate === number) ?? null,
        number,
      ),
    ),
    versions: compareFacts(before.versions, after.versions),
    machine: compareFacts(machineOf(before), machineOf(after)),
  };
}

function nameOf({ id, application, startedAt, durationMs, verdict }: RunRecord): RunName {
  return { id, application, startedAt, durationMs, verdict };
}

function compareGates(before: GateResult | null, after: GateResult | null, gate: GateNumber): GateChange {
  const one = keyed(before?.measurements ?? []);
  const other = keyed(after?.measurements ?? []);
  return {
    gate,
    title: after?.title ?? before?.title ?? '',
    before: before?.verdict ?? null,
    after: after?.verdict ?? null,
    measurements: [...new Set([...one.keys(), ...other.keys()])].map((key) =>
      compareMeasurements(one.get(key) ?? null, other.get(key) ?? null),
    ),
  };
}

/** A name may stand there twice: the second one is compared with the second one. */
function keyed(measurements: readonly Measurement[]): ReadonlyMap<string, Measurement> {
  const seen = new Map<string, number>();
  return new Map(
    measurements.map((measurement) => {
      const { name } = measurement;
      const times = (seen.get(name) ?? 0) + 1;
      seen.set(name, times);
      return [`${times} ${name}`, measurement];
    }),
  );
}

function compareMeasurements(before: Measurement | null, after: Measurement | null): MeasurementChange {
  const numeric = typeof before?.value === 'number' && typeof after?.value === 'number';
  const comparable = numeric && before?.unit === after?.unit;
  return {
    name: after?.name ?? before?.name ?? '',
    unit: after?.unit ?? before?.unit ?? null,
    before: partOf(before),
    after: partOf(after),
    change: comparable ? difference(Number(before?.value), Number(after?.value)) : null,
    changed:
      before?.value !== after?.value || before?.verdict !== after?.verdict || before?.unit !== after?.unit,
  };
}

function partOf(measurement: Measurement | null): MeasurementChange['before'] {
  if (measurement === null) return null;
  const { value, verdict } = measurement;
  return verdict === undefined ? { value } : { value, verdict };
}

/** Without what binary fractions add: 0.3 - 0.1 is 0.2. */
function difference(before: number, after: number): number {
  return Number((after - before).toPrecision(12));
}

function machineOf({ machine, cluster }: RunRecord): Readonly<Record<string, string>> {
  return {
    system: machine.os,
    kernel: machine.kernel,
    architecture: machine.architecture,
    processors: String(machine.cpus),
    memory: formatMemory(machine.memoryMiB),
    cluster: cluster === null ? 'none' : `${cluster.name} (${cluster.provider})`,
  };
}

function compareFacts(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): readonly FactChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((name) => before[name] !== after[name])
    .map((name) => ({ name, before: before[name] ?? null, after: after[name] ?? null }));
}
