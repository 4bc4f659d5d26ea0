/** Owns what an everyday change of a running release is: measured as a gate is, kept as a run, and left as it was asked for. */

import type { Gate } from '../../gates/gate.ts';
import { type ClusterAccess, type GateContext, gateStep } from '../../gates/gate-context.ts';
import type { RunRecord } from '../../model/run-record.ts';
import { gateContext } from '../gate-context-of.ts';
import { releasePlan } from '../install-application.ts';
import { findCluster } from '../provide-cluster.ts';
import { recordRun, startRun } from '../record-run.ts';
import type { RunOptions, RunParts } from '../run-parts.ts';

/** Its number is that of the gate whose steps it takes. */
export type Operation = Omit<Gate<OperationContext>, 'after' | 'promise'>;

export type OperationContext = GateContext & { readonly cluster: ClusterAccess };

/**
 * Works on the release as it is installed; starts no cluster and builds nothing.
 *
 * @throws TengateError where it cannot be begun, and the signal's reason when cancelled
 */
export async function operate(
  parts: RunParts,
  options: RunOptions & { readonly operation: Operation },
): Promise<RunRecord> {
  const { configuration, operation, signal } = options;
  const run = startRun(parts, { ...options, command: operation.name });
  const found = await findCluster(parts, options);
  const cluster: ClusterAccess = { ...found, plan: releasePlan(configuration, []) };
  const context = { ...gateContext(parts, { run, options, cluster, why: '' }), cluster };
  const startedAt = parts.clock.now().toISOString();
  const startedMs = parts.clock.monotonicMs();
  const outcome = await run.log.run(gateStep(operation.number), operation.title, async () => {
    const value = await operation.measure(context);
    return { value, outcome: value.verdict === 'passed' ? 'done' : 'failed', summary: value.summary };
  });
  const record = await recordRun(parts, {
    run,
    cluster,
    configuration,
    gates: [
      {
        gate: operation.number,
        name: operation.name,
        title: operation.title,
        ...outcome,
        startedAt,
        durationMs: Math.round(parts.clock.monotonicMs() - startedMs),
      },
    ],
  });
  signal.throwIfAborted();
  return record;
}
