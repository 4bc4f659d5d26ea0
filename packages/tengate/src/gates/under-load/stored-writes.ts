/** Whether everything that was acknowledged is stored: the writes of a load, counted where they are kept. */

import type { V1Pod } from '@kubernetes/client-node';
import type { Measurement } from '../../model/evidence.ts';
import type { LoadResult } from '../../prober/load-result.ts';
import type { GateContext } from '../gate-context.ts';
import type { GatePart } from '../gate-outcomes.ts';

const readDeadlineMs = 30_000;
const name = 'acknowledged writes that are not stored';

export async function judgeStoredWrites(context: GateContext, result: LoadResult): Promise<GatePart> {
  const write = context.configuration.load?.write;
  if (write === undefined || context.cluster === null)
    return partOf([{ name, value: null, unit: 'count', bound: '0', verdict: 'unknown' }]);
  const acknowledged = [...result.acknowledged.values()].flat();
  const stored = await readStored(context, write.stored, result.plan.runId);
  if (typeof stored === 'string') return partOf([{ name, value: stored, bound: '0', verdict: 'unknown' }]);
  await removeStored(context, result.plan.runId);
  const missing = acknowledged.filter((sequence) => !stored.has(sequence));
  return {
    measurements: [
      { name: 'acknowledged writes', value: acknowledged.length, unit: 'count' },
      { name: 'stored writes', value: stored.size, unit: 'count' },
      {
        name,
        value: missing.length,
        unit: 'count',
        bound: '0',
        // Nothing acknowledged is nothing measured.
        verdict: acknowledged.length === 0 ? 'unknown' : missing.length === 0 ? 'passed' : 'failed',
      },
    ],
    findings:
      missing.length === 0
        ? []
        : [
            {
              code: 'acknowledged-writes-lost',
              subject: `Service/${context.cluster.plan.namespace}/${write.service}`,
              what: `${missing.length} of ${acknowledged.length} acknowledged writes are not stored, the first is number ${missing[0]}`,
              todo: 'acknowledge a write only once the database has committed it',
            },
          ],
    evidence: [],
  };
}

type StoredConfiguration = NonNullable<NonNullable<GateContext['configuration']['load']>['write']>['stored'];

/** @returns the sequence numbers that are stored, or why they cannot be read */
async function readStored(
  context: GateContext,
  stored: StoredConfiguration,
  runId: string,
): Promise<ReadonlySet<number> | string> {
  const outcome = await runThere(context, stored, stored.command, runId);
  if (typeof outcome === 'string') return `the stored writes cannot be read: ${outcome}`;
  return new Set(
    outcome.stdout
      .split('\n')
      .filter((line) => /^\d+$/.test(line.trim()))
      .map(Number),
  );
}

/** What a run has written is no task of anybody's. What cannot be removed is said, and changes no verdict; it does not throw. */
export async function removeStored(context: GateContext, runId: string): Promise<void> {
  const stored = context.configuration.load?.write?.stored;
  if (stored?.remove === undefined) return;
  const outcome = await runThere(context, stored, stored.remove, runId).catch((error: unknown) =>
    error instanceof Error ? error.message : String(error),
  );
  if (typeof outcome === 'string')
    context.progress({ kind: 'notice', text: `the writes of ${runId} are still stored: ${outcome}` });
}

/** @returns why it cannot be run, or did not succeed */
async function runThere(
  { cluster }: GateContext,
  { selector, container }: StoredConfiguration,
  argv: readonly string[],
  runId: string,
): Promise<{ readonly stdout: string } | string> {
  if (cluster === null) return 'there is no cluster';
  const { namespace } = cluster.plan;
  const pods = await cluster.reader.list<V1Pod>('pods', namespace, selector);
  const pod = pods.find(({ metadata }) => metadata?.deletionTimestamp === undefined)?.metadata?.name;
  if (pod === undefined) return `no pod has the labels ${selector}`;
  const command = argv.map((part) => part.replaceAll(/\$\{run\}/g, runId));
  const outcome = await cluster.reader.exec(namespace, pod, container, command, readDeadlineMs);
  return outcome.exitCode === 0 ? outcome : outcome.stderr.trim() || 'no output';
}

function partOf(measurements: readonly Measurement[]): GatePart {
  return { measurements, findings: [], evidence: [] };
}
