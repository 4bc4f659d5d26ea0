/** Gathers, in a fixed order, what explains a release that does not become ready: events, descriptions, logs. */

import type { CoreV1Event, V1ContainerStatus, V1Pod } from '@kubernetes/client-node';
import type { Evidence, Finding } from '../model/evidence.ts';
import { redact } from '../model/redact.ts';
import type { ClusterReader } from '../ports/cluster-reader.ts';
import { lastSeen } from '../readiness/object-events.ts';
import { hopelessReasons } from '../readiness/reasons.ts';
import type { NamespaceObjects, ReadinessRow, RootCause } from '../readiness/release-readiness.ts';
import { eventRecord } from './event-record.ts';

/** Enough for a stack trace and what led to it. */
const logLines = 80;

/** Must be called before anything is rolled back or removed. Never throws: what cannot be read is evidence too. */
export async function failureEvidence(options: {
  readonly reader: ClusterReader;
  readonly namespace: string;
  readonly objects: NamespaceObjects;
  /** What is described and whose logs are read: root causes, or what is still waited for at a deadline. */
  readonly subjects: readonly { readonly kind: string; readonly name: string }[];
}): Promise<readonly Evidence[]> {
  const { reader, namespace, objects, subjects } = options;
  const pods = objects.pods.filter(({ metadata }) =>
    subjects.some(({ kind, name }) => kind === 'Pod' && name === metadata?.name),
  );
  const logs = await Promise.all(pods.map((pod) => logsOf(reader, namespace, pod)));
  return redact([
    {
      kind: 'events' as const,
      subject: `Namespace/${namespace}`,
      data: inOrder(objects.events).map(eventRecord),
    },
    ...subjects.map((subject) => ({
      kind: 'describe' as const,
      subject: `${subject.kind}/${namespace}/${subject.name}`,
      data: describe(objects, subject),
    })),
    ...logs.flat(),
  ]);
}

export function findingsOf(causes: readonly RootCause[], namespace: string): readonly Finding[] {
  return causes.map(({ kind, name, reason, message }) =>
    redact({
      code: reason,
      subject: `${kind}/${namespace}/${name}`,
      what: message,
      todo: hopelessReasons[reason],
    }),
  );
}

/** What a deadline leaves: one finding per thing that was still waited for, with its reason as the code. */
export function unfinishedFindings(rows: readonly ReadinessRow[], namespace: string): readonly Finding[] {
  return rows.flatMap(({ kind, name, readiness }) =>
    readiness.state === 'in-progress'
      ? [
          redact({
            code: `waits-${readiness.reason}`,
            subject: `${kind}/${namespace}/${name}`,
            what: readiness.message,
            todo: 'look at its events and log, or allow it more time with --timeout',
          }),
        ]
      : [],
  );
}

function inOrder(events: readonly CoreV1Event[]): readonly CoreV1Event[] {
  return [...events].sort((one, other) => lastSeen(one).getTime() - lastSeen(other).getTime());
}

function describe(
  objects: NamespaceObjects,
  subject: { readonly kind: string; readonly name: string },
): unknown {
  const pool: Readonly<Record<string, readonly { readonly metadata?: { readonly name?: string } }[]>> = {
    Pod: objects.pods,
    Deployment: objects.deployments,
    StatefulSet: objects.statefulSets,
    PersistentVolumeClaim: objects.claims,
    Service: objects.services,
  };
  const found = (pool[subject.kind] ?? []).find(({ metadata }) => metadata?.name === subject.name);
  if (found === undefined) return 'does not exist';
  const { metadata, spec, status } = found as {
    metadata?: Record<string, unknown>;
    spec?: unknown;
    status?: unknown;
  };
  const { managedFields: _managed, ...kept } = metadata ?? {};
  return { metadata: kept, spec, status };
}

async function logsOf(reader: ClusterReader, namespace: string, pod: V1Pod): Promise<readonly Evidence[]> {
  const name = pod.metadata?.name ?? '';
  const statuses = [...(pod.status?.initContainerStatuses ?? []), ...(pod.status?.containerStatuses ?? [])];
  return Promise.all(
    statuses.filter(hasRun).map(async (status): Promise<Evidence> => {
      const previous = status.restartCount > 0;
      const which = previous ? 'previous' : 'current';
      return {
        kind: 'log',
        subject: `Pod/${namespace}/${name} container ${status.name} (${which})`,
        data: await readLog(reader, namespace, name, { container: status.name, previous }),
      };
    }),
  );
}

function hasRun(status: V1ContainerStatus): boolean {
  return (
    status.state?.running !== undefined || status.state?.terminated !== undefined || status.restartCount > 0
  );
}

async function readLog(
  reader: ClusterReader,
  namespace: string,
  pod: string,
  options: { readonly container: string; readonly previous: boolean },
): Promise<string> {
  try {
    return await reader.podLogs(namespace, pod, { ...options, tailLines: logLines });
  } catch (error) {
    return `cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}
