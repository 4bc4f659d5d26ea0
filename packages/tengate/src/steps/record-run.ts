/** Makes and stores the record of a run. */

import type { ClusterAccess } from '../gates/gate-context.ts';
import { exchange } from '../gates/service-access/http-exchange.ts';
import { serviceAddresses } from '../gates/service-access/node-ports.ts';
import type { Configuration } from '../model/configuration.ts';
import type { GateResult } from '../model/gate-result.ts';
import { type RunRecord, runRecordVersion } from '../model/run-record.ts';
import { combineVerdicts } from '../model/verdict.ts';
import type { Progress } from '../ports/progress.ts';
import type { RunParts } from './run-parts.ts';
import { createStepLog, type StepLog } from './step-log.ts';

export type Run = {
  readonly id: string;
  readonly command: string;
  readonly startedAt: Date;
  readonly startedMs: number;
  readonly log: StepLog;
};

const versionDeadlineMs = 5_000;

export function startRun(
  { clock }: Pick<RunParts, 'clock'>,
  options: {
    readonly command: string;
    readonly progress: Progress;
    readonly signal?: AbortSignal | undefined;
  },
): Run {
  const startedAt = clock.now();
  // To the millisecond: runs that follow each other within a second keep their own records.
  const id = `${startedAt.toISOString().replace(/[-:.]/g, '')}-${options.command}`;
  return {
    id,
    command: options.command,
    startedAt,
    startedMs: clock.monotonicMs(),
    log: createStepLog({ clock, ...options }),
  };
}

/** @param options.cluster `null` where nothing was measured on one */
export async function recordRun(
  parts: RunParts,
  options: {
    readonly run: Run;
    readonly cluster: ClusterAccess | null;
    readonly configuration: Configuration;
    readonly gates: readonly GateResult[];
  },
): Promise<RunRecord> {
  const { run, cluster, configuration, gates } = options;
  const [versions, addresses, machine] = await Promise.all([
    versionsOf(cluster),
    cluster === null ? [] : answeringAddresses(parts, cluster, configuration),
    parts.machine(),
  ]);
  const { record } = await parts.runs.save({
    version: runRecordVersion,
    id: run.id,
    command: run.command,
    application: configuration.application,
    startedAt: run.startedAt.toISOString(),
    durationMs: Math.round(parts.clock.monotonicMs() - run.startedMs),
    machine,
    versions: { ...parts.ownVersions, ...versions },
    cluster: cluster === null ? null : { provider: cluster.handle.provider, name: cluster.handle.name },
    steps: run.log.results(),
    gates,
    verdict: combineVerdicts(gates.map(({ verdict }) => verdict)),
    addresses,
  });
  return record;
}

/** A version that cannot be read is left out: the record holds what was measured. */
async function versionsOf(cluster: ClusterAccess | null): Promise<Record<string, string>> {
  if (cluster === null) return {};
  const [kubernetes, helm] = await Promise.all([
    cluster.reader.version(versionDeadlineMs).catch(() => null),
    cluster.releases.version().catch(() => null),
  ]);
  return { ...(kubernetes === null ? {} : { kubernetes }), ...(helm === null ? {} : { helm }) };
}

/** Only what answers now is an address to open. */
async function answeringAddresses(
  { fetch, clock }: RunParts,
  { reader, plan, handle }: ClusterAccess,
  { services }: Configuration,
): Promise<RunRecord['addresses']> {
  const { nodeAddress } = handle;
  const found = await serviceAddresses({ reader, namespace: plan.namespace, nodeAddress, services }).catch(
    () => [],
  );
  const asked = await Promise.all(
    found.map(async ({ name, baseUrl, path }) => {
      if (baseUrl === null) return [];
      const url = `${baseUrl}${path}`;
      const { status } = await exchange({ fetch, clock, method: 'GET', url });
      return status !== null && status < 400 ? [{ name, url }] : [];
    }),
  );
  return asked.flat();
}
