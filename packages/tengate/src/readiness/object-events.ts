/** Reads the events of one object: how often, how lately, and which probe they speak of. */

import type { CoreV1Event } from '@kubernetes/client-node';

/** Events that concern the object with this uid; never matched by name, which a successor may carry too. */
export function eventsOf(events: readonly CoreV1Event[], uid: string | undefined): readonly CoreV1Event[] {
  return uid === undefined ? [] : events.filter((event) => event.involvedObject.uid === uid);
}

/** How often the event was seen. */
export function occurrences(event: CoreV1Event): number {
  return event.series?.count ?? event.count ?? 1;
}

/** When the event was seen first and last. */
export function firstSeen(event: CoreV1Event): Date {
  return new Date(event.firstTimestamp ?? event.eventTime ?? event.metadata.creationTimestamp ?? 0);
}

export function lastSeen(event: CoreV1Event): Date {
  return new Date(
    event.series?.lastObservedTime ??
      event.lastTimestamp ??
      event.eventTime ??
      event.metadata.creationTimestamp ??
      0,
  );
}

export type ProbeKind = 'startup' | 'readiness' | 'liveness';
export type ProbeFailure = {
  readonly probe: ProbeKind;
  readonly times: number;
  readonly output: string;
  /** Status of the answer, where an HTTP probe got one. */
  readonly status: number | null;
};

/**
 * The failed probes of one container. The wording is the kubelet's own (pkg/kubelet/prober/prober.go: "%s probe failed:
 * %s"); the event has no field that names the probe.
 */
export function probeFailures(events: readonly CoreV1Event[], container: string): readonly ProbeFailure[] {
  return events.flatMap((event): ProbeFailure[] => {
    if (event.reason !== 'Unhealthy' || !concerns(event, container)) return [];
    const match = /^(Startup|Readiness|Liveness) probe failed: ([\s\S]*)$/.exec(event.message ?? '');
    if (match === null) return [];
    const output = match[2] ?? '';
    const status = /statuscode: (\d{3})/.exec(output)?.[1];
    return [
      {
        probe: (match[1] ?? '').toLowerCase() as ProbeKind,
        times: occurrences(event),
        output: output.trim(),
        status: status === undefined ? null : Number(status),
      },
    ];
  });
}

/** Whether the kubelet ended the container because this probe used up its budget ("… failed startup probe, will be restarted"). */
export function killedBy(events: readonly CoreV1Event[], container: string, probe: ProbeKind): boolean {
  return events.some(
    (event) =>
      event.reason === 'Killing' &&
      concerns(event, container) &&
      (event.message ?? '').includes(`failed ${probe} probe`),
  );
}

/** `spec.containers{api}`; an event of the pod as a whole has no field path. */
function concerns(event: CoreV1Event, container: string): boolean {
  return event.involvedObject.fieldPath?.includes(`{${container}}`) ?? false;
}
