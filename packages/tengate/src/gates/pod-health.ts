/** Gate 3: every pod of the release is Ready soon after its creation, has not restarted, and passes all three probes. */

import type { Finding, Measurement } from '../model/evidence.ts';
import { type ReleaseReadiness, releaseReadiness } from '../readiness/release-readiness.ts';
import { failureEvidence, findingsOf } from '../steps/failure-evidence.ts';
import { type LiveNamespace, watchNamespace } from '../steps/live-namespace.ts';
import { type ManifestObject, parseManifest } from '../steps/release-manifest.ts';
import type { Gate, GateOutcome } from './gate.ts';
import { type ClusterAccess, type GateContext, gateStep } from './gate-context.ts';
import { type GatePart, measuredOutcome, unmeasured, withoutCluster } from './gate-outcomes.ts';
import { type InstalledRelease, installedRelease } from './installed-release.ts';
import { type PodReport, podReport, readyWithinSeconds } from './pod-health/pod-report.ts';

/** Objects are looked at again after this long even where none changed: ages grow by themselves. */
const lookAgainMs = 1_000;

export const podHealth: Gate<GateContext> = {
  number: 3,
  name: 'pod-health',
  title: 'Pod health',
  promise: `every pod is Running and Ready within ${readyWithinSeconds} s of its creation, has not restarted, and passes its startup, readiness and liveness probes`,
  after: (context) => context.settled(),
  measure,
};

async function measure(context: GateContext): Promise<GateOutcome> {
  if (context.cluster === null) return withoutCluster(context);
  const { cluster, clock } = context;
  const installed = await installedRelease(context, cluster);
  if (typeof installed === 'string') return unmeasured(`nothing to measure: ${installed}`);
  const { kubeconfig, context: kubeContext } = cluster.handle;
  const { release, namespace } = cluster.plan;
  const manifest = parseManifest(
    await cluster.releases.manifest({ release, namespace, kubeconfig, context: kubeContext }),
  );
  const live = await watchNamespace({ reader: cluster.reader, clock, namespace });
  try {
    const readiness = await awaitPods(context, live, manifest.objects);
    return await judge({ context, cluster, installed, live, readiness });
  } finally {
    await live.stop();
  }
}

/** Pods that may still become Ready in time are waited for; a hopeless one ends it at once. */
async function awaitPods(
  context: GateContext,
  live: LiveNamespace,
  expected: readonly ManifestObject[],
): Promise<ReleaseReadiness> {
  const { clock, progress, signal } = context;
  const workloads = expected.filter(({ kind }) => kind === 'Deployment' || kind === 'StatefulSet');
  const startedMs = clock.monotonicMs();
  for (;;) {
    const readiness = releaseReadiness(live.objects(), { expected: workloads, now: clock.now() });
    const waitedMs = clock.monotonicMs() - startedMs;
    if (readiness.state !== 'in-progress' || waitedMs >= readyWithinSeconds * 1_000) return readiness;
    progress({
      kind: 'rows',
      id: gateStep(3),
      rows: readiness.rows.map(({ kind, name, readiness: { message } }) => [kind, name, message]),
    });
    await live.changed(lookAgainMs, signal);
  }
}

async function judge(options: {
  readonly context: GateContext;
  readonly cluster: ClusterAccess;
  readonly installed: InstalledRelease;
  readonly live: LiveNamespace;
  readonly readiness: ReleaseReadiness;
}): Promise<GateOutcome> {
  const { context, cluster, installed, live, readiness } = options;
  const { namespace } = cluster.plan;
  const objects = live.objects();
  const names = readiness.rows.filter(({ kind }) => kind === 'Pod').map(({ name }) => name);
  const pods = objects.pods.filter(({ metadata }) => names.includes(metadata?.name ?? ''));
  if (pods.length === 0 && readiness.causes.length === 0)
    return unmeasured(`the release ${cluster.plan.release} has no pods`);
  const appImages = new Set(context.configuration.images.map(({ name }) => name));
  const reports = pods.map((pod) => podReport({ pod, appImages, installed, live, now: context.clock.now() }));
  const counts = countMeasurements(live, readiness);
  const part: GatePart = {
    measurements: [...counts, ...reports.flatMap((report) => report.measurements)],
    findings: [
      ...findingsOf(readiness.causes, namespace),
      ...reports.flatMap((report) => report.findings),
      ...unreadyFindings(readiness, reports, namespace),
    ],
    evidence: [
      { kind: 'pods', subject: `Namespace/${namespace}`, data: reports.map((report) => report.summary) },
    ],
  };
  const outcome = measuredOutcome(part, () => summaryOf(reports));
  const more =
    outcome.verdict === 'failed'
      ? await failureEvidence({
          reader: cluster.reader,
          namespace,
          objects,
          subjects: readiness.rows.filter((row) => row.readiness.state !== 'ready'),
        })
      : [];
  return { ...outcome, evidence: [...outcome.evidence, ...more] };
}

function countMeasurements(live: LiveNamespace, readiness: ReleaseReadiness): readonly Measurement[] {
  const { deployments, statefulSets } = live.objects();
  return [...deployments, ...statefulSets]
    .filter(({ metadata }) =>
      readiness.rows.some(({ name, kind }) => kind !== 'Pod' && name === metadata?.name),
    )
    .map(({ metadata, spec, status }) => {
      const wanted = spec?.replicas ?? 1;
      const ready = status?.readyReplicas ?? 0;
      return {
        name: `${metadata?.name}: replicas ready`,
        value: ready,
        unit: 'count',
        bound: `${wanted}`,
        verdict: ready === wanted ? ('passed' as const) : ('failed' as const),
      };
    });
}

/** What is neither hopeless nor ready after the time is named as well. */
function unreadyFindings(
  readiness: ReleaseReadiness,
  reports: readonly PodReport[],
  namespace: string,
): readonly Finding[] {
  if (readiness.causes.length > 0) return [];
  return readiness.rows.flatMap(({ kind, name, readiness: state }) =>
    state.state === 'in-progress' && kind === 'Pod' && reports.some((report) => report.name === name)
      ? [
          {
            code: 'pod-not-ready',
            subject: `${kind}/${namespace}/${name}`,
            what: `not Ready within ${readyWithinSeconds} s: ${state.message}`,
            todo: 'look at its events and its log',
          },
        ]
      : [],
  );
}

function summaryOf(reports: readonly PodReport[]): string {
  const slowest = Math.max(...reports.map(({ readySeconds }) => readySeconds ?? 0));
  return `${reports.length} pods, the slowest Ready after ${slowest} s, no restart, all probes pass`;
}
