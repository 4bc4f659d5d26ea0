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

/** @returns the sequence numbers that are stored, or why they cannot be read */
async function readStored(
  { cluster }: GateContext,
  stored: { readonly selector: string; readonly container: string; readonly command: readonly string[] },
  runId: string,
): Promise<ReadonlySet<number> | string> {
  if (cluster === null) return 'there is no cluster';
  const { namespace } = cluster.plan;
  const pods = await cluster.reader.list<V1Pod>('pods', namespace, stored.selector);
  const pod = pods.find(({ metadata }) => metadata?.deletionTimestamp === undefined)?.metadata?.name;
  if (pod === undefined) return `no pod has the labels ${stored.selector}`;
  const command = stored.command.map((part) => part.replaceAll(/\$\{run\}/g, runId));
  const outcome = await cluster.reader.exec(namespace, pod, stored.container, command, readDeadlineMs);
  if (outcome.exitCode !== 0)
    return `the stored writes cannot be read: ${outcome.stderr.trim() || 'no output'}`;
  return new Set(
    outcome.stdout
      .split('\n')
      .filter((line) => /^\d+$/.test(line.trim()))
      .map(Number),
  );
}

function partOf(measurements: readonly Measurement[]): GatePart {
  return { measurements, findings: [], evidence: [] };
}
