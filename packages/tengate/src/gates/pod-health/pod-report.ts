/** What is measured of one pod: its time to readiness, its restarts, and its probes. */

import type { V1Container, V1Pod } from '@kubernetes/client-node';
import type { Finding, Measurement } from '../../model/evidence.ts';
import { eventsOf, probeFailures } from '../../readiness/object-events.ts';
import type { LiveNamespace } from '../../steps/live-namespace.ts';
import type { InstalledRelease } from '../installed-release.ts';
import { podReadySeconds } from './ready-time.ts';

export const readyWithinSeconds = 120;
const probeKinds = ['startup', 'readiness', 'liveness'] as const;

export type PodReport = {
  readonly name: string;
  readonly measurements: readonly Measurement[];
  readonly findings: readonly Finding[];
  readonly summary: unknown;
  readonly readySeconds: number | null;
};

export function podReport(options: {
  readonly pod: V1Pod;
  readonly appImages: ReadonlySet<string>;
  readonly installed: InstalledRelease;
  readonly live: LiveNamespace;
  readonly now: Date;
}): PodReport {
  const { pod, appImages, installed, live } = options;
  const name = pod.metadata?.name ?? '';
  const subject = `Pod/${pod.metadata?.namespace}/${name}`;
  const statuses = [...(pod.status?.initContainerStatuses ?? []), ...(pod.status?.containerStatuses ?? [])];
  const restarts = statuses.reduce((sum, { restartCount }) => sum + restartCount, 0);
  const time = podReadySeconds(pod, installed.proof?.firstReady ?? {});
  const containers = pod.spec?.containers ?? [];
  const app = containers.filter(({ image }) => appImages.has(imageName(image)));
  const missing = app.flatMap(missingProbes);
  const failing = containers.flatMap((container) => failingProbes(pod, container, live));
  const measurements: readonly Measurement[] = [
    {
      name: `${name}: phase`,
      value: pod.status?.phase ?? null,
      bound: 'Running',
      verdict: pod.status?.phase === 'Running' ? 'passed' : 'failed',
    },
    {
      name: `${name}: Ready after its creation`,
      value: time.seconds,
      unit: 's',
      bound: `<= ${readyWithinSeconds} s`,
      verdict: readyVerdict(time),
    },
    {
      name: `${name}: restarts`,
      value: restarts,
      unit: 'count',
      bound: '0',
      verdict: restarts === 0 ? 'passed' : 'failed',
    },
    ...(app.length === 0
      ? []
      : [
          {
            name: `${name}: probes missing`,
            value: missing.length,
            unit: 'count',
            bound: '0',
            verdict: missing.length === 0 ? ('passed' as const) : ('failed' as const),
          },
        ]),
    {
      name: `${name}: probes not passing`,
      value: failing.length,
      unit: 'count',
      bound: '0',
      verdict: failing.length === 0 ? 'passed' : 'failed',
    },
  ];
  const findings: readonly Finding[] = [
    ...(restarts === 0
      ? []
      : [
          {
            code: 'pod-restarted',
            subject,
            what: `its containers restarted ${restarts} times`,
            todo: 'read the previous log and the events',
          },
        ]),
    ...missing.map((what) => ({
      code: 'probe-missing',
      subject,
      what,
      todo: 'declare startup, readiness and liveness probes on every container of the application',
    })),
    ...(readyVerdict(time) === 'failed' && time.seconds !== null
      ? [
          {
            code: 'ready-too-late',
            subject,
            what: `it became Ready ${time.seconds} s after its creation`,
            todo: 'find what its start waits for',
          },
        ]
      : []),
  ];
  return {
    name,
    measurements,
    findings,
    readySeconds: time.seconds,
    summary: {
      pod: name,
      uid: pod.metadata?.uid,
      created: pod.metadata?.creationTimestamp,
      readySeconds: time.seconds,
      readyFrom: time.from,
      restarts,
      failing,
      containers: statuses.map(
        ({ name: container, image, imageID, ready, started, restartCount, state }) => ({
          container,
          image,
          imageID,
          ready,
          started,
          restartCount,
          state,
        }),
      ),
    },
  };
}

/**
 * A Ready condition that changed long after creation may be a second one. Only where the first was seen can it be told
 * from a late one.
 */
function readyVerdict(time: ReturnType<typeof podReadySeconds>): 'passed' | 'failed' | 'unknown' {
  if (time.seconds === null) return 'failed';
  if (time.seconds <= readyWithinSeconds) return 'passed';
  return time.from === 'watched' ? 'failed' : 'unknown';
}

function missingProbes(container: V1Container): readonly string[] {
  return probeKinds
    .filter((kind) => container[`${kind}Probe`] === undefined)
    .map((kind) => `container ${container.name} declares no ${kind} probe`);
}

/** `started` is the startup probe's answer, `ready` the readiness probe's; liveness shows itself only by its failures. */
function failingProbes(pod: V1Pod, container: V1Container, live: LiveNamespace): readonly string[] {
  const status = pod.status?.containerStatuses?.find(({ name }) => name === container.name);
  const failures = probeFailures(eventsOf(live.events(), pod.metadata?.uid), container.name);
  const liveness = failures.filter(({ probe }) => probe === 'liveness');
  return [
    ...(status?.started === true ? [] : [`${container.name}: startup`]),
    ...(status?.ready === true ? [] : [`${container.name}: readiness`]),
    ...liveness.map(({ output }) => `${container.name}: liveness (${output})`),
  ];
}

/** `docker.io/library/todo-chatbot-api:1.0.0` → `todo-chatbot-api`. */
function imageName(reference: string | undefined): string {
  return (reference ?? '')
    .replace(/@.*$/, '')
    .replace(/:[^/:]*$/, '')
    .replace(/^.*\//, '');
}
