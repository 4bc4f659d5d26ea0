/** Gate 2: the release is installed, and from before the install until it came to rest no Warning event occurred. */

import type { CoreV1Event } from '@kubernetes/client-node';
import type { Evidence, Finding, Measurement } from '../model/evidence.ts';
import { redact } from '../model/redact.ts';
import type { Verdict } from '../model/verdict.ts';
import { type EventRecord, eventRecord } from '../steps/event-record.ts';
import type { Gate, GateOutcome } from './gate.ts';
import type { GateContext } from './gate-context.ts';
import { unmeasured, verdictOf, withoutCluster } from './gate-outcomes.ts';
import { type InstalledRelease, installedRelease } from './installed-release.ts';

/**
 * How long an API server keeps events unless `--event-ttl` says otherwise. A little less is relied on, for an event that
 * is removed while it is being read would be missed.
 */
const eventRetentionMs = 60 * 60_000;
const retentionMarginMs = 2 * 60_000;

export const kubernetesDeploy: Gate<GateContext> = {
  number: 2,
  name: 'kubernetes-deploy',
  title: 'Kubernetes deploy',
  promise:
    'the release installs, and no Warning event occurs from before the install until it has come to rest',
  after: (context) => context.settled(),
  measure,
};

async function measure(context: GateContext): Promise<GateOutcome> {
  if (context.cluster === null) return withoutCluster(context);
  const { reader, plan } = context.cluster;
  const installed = await installedRelease(context, context.cluster);
  if (typeof installed === 'string') return unmeasured(`nothing to measure: ${installed}`);
  const retained = (await reader.list<CoreV1Event>('events', plan.namespace)).map(eventRecord);
  const coverage = coverageOf(installed, retained, context.clock.now());
  const { status, revision } = installed.revision;
  const deployed: Measurement = {
    name: 'status of the release',
    value: status,
    bound: 'deployed',
    verdict: status === 'deployed' ? 'passed' : 'failed',
  };
  const warnings = coverage.events.filter(({ type }) => type !== 'Normal');
  const findings = redact([
    ...(status === 'deployed' ? [] : [notDeployed(plan, installed)]),
    ...warnings.map((event) => warningFinding(event, plan.namespace)),
  ]);
  const measurements: readonly Measurement[] = [
    deployed,
    { name: 'revision', value: revision },
    {
      name: 'Warning events seen',
      value: occurrences(warnings),
      unit: 'count',
      bound: '0',
      verdict: noneIf(warnings, coverage),
    },
    { name: 'events seen', value: coverage.events.length, unit: 'count' },
    { name: 'events covered since', value: coverage.from },
    { name: 'events covered until', value: coverage.until },
    { name: 'times the watch had to list again', value: coverage.interruptions, unit: 'count' },
    {
      name: 'Warning events after that',
      value: occurrences(laterWarnings(retained, coverage)),
      unit: 'count',
    },
  ];
  return {
    verdict: verdictOf(measurements, findings),
    summary: summaryOf(warnings, coverage, status),
    measurements,
    findings,
    evidence: redact([eventsEvidence(plan.namespace, coverage, retained)]),
  };
}

type Coverage = {
  /** How the events were had; `gap` means that some may be missing. */
  readonly how: 'watched' | 'retained' | 'gap';
  readonly why: string;
  readonly events: readonly EventRecord[];
  readonly from: string;
  readonly until: string;
  readonly interruptions: number;
};

/**
 * A watch that began before the install proves most. Without one, the events that the API server still keeps prove the
 * same as long as they reach back to before the install; Kubernetes does not say how long it keeps them, so the install's
 * own Normal events must still be among them.
 */
export function coverageOf(
  installed: InstalledRelease,
  retained: readonly EventRecord[],
  now: Date,
): Coverage {
  const { proof, revision } = installed;
  if (proof !== null) {
    const until = Date.parse(proof.until);
    // What was still on its way to the watch when it ended is among the retained ones.
    const late = retained.filter(
      (event) => Date.parse(event.first) <= until && !proof.events.some(({ uid }) => uid === event.uid),
    );
    return {
      how: 'watched',
      why: `run ${proof.runId} watched the install of revision ${proof.revision}`,
      events: [...proof.events, ...late].filter(
        ({ last }) => Date.parse(last) >= Date.parse(proof.from) - 1_000,
      ),
      from: proof.from,
      until: proof.until,
      interruptions: proof.interruptions,
    };
  }
  const installedAt = revision.updatedAt;
  const sinceInstall = retained.filter(({ last }) => Date.parse(last) >= installedAt.getTime() - 1_000);
  const young = now.getTime() - installedAt.getTime() < eventRetentionMs - retentionMarginMs;
  const ownTraces = sinceInstall.some(({ type }) => type === 'Normal');
  return {
    how: young && ownTraces ? 'retained' : 'gap',
    why: young
      ? ownTraces
        ? `nobody watched revision ${revision.revision} being installed; the API server still keeps its events`
        : `nobody watched revision ${revision.revision} being installed, and the API server keeps no event of it`
      : `revision ${revision.revision} was installed ${installedAt.toISOString()}, before what the API server still keeps of events, and no run on this machine watched it`,
    events: sinceInstall,
    from: installedAt.toISOString(),
    until: now.toISOString(),
    interruptions: 0,
  };
}

function noneIf(warnings: readonly EventRecord[], coverage: Coverage): Verdict {
  if (warnings.length > 0) return 'failed';
  return coverage.how === 'gap' ? 'unknown' : 'passed';
}

function laterWarnings(retained: readonly EventRecord[], coverage: Coverage): readonly EventRecord[] {
  return retained.filter(
    ({ type, last }) => type !== 'Normal' && Date.parse(last) > Date.parse(coverage.until),
  );
}

function occurrences(events: readonly EventRecord[]): number {
  return events.reduce((sum, { count }) => sum + count, 0);
}

function warningFinding(event: EventRecord, namespace: string): Finding {
  const [kind = '', name = ''] = event.object.split('/');
  return {
    code: `warning-event-${event.reason.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()}`,
    subject: `${kind}/${namespace}/${name}`,
    what: `${event.reason}, ${event.count} times, first ${event.first}: ${event.message}`,
    todo: 'remove its cause in the chart, the image or the cluster; transient ones count too',
  };
}

function notDeployed(
  plan: { readonly namespace: string; readonly release: string },
  { revision }: InstalledRelease,
): Finding {
  return {
    code: 'release-not-deployed',
    subject: `Release/${plan.namespace}/${plan.release}`,
    what: `its revision ${revision.revision} is ${revision.status}: ${revision.description}`,
    todo: 'deploy it again and read what Helm says',
  };
}

function eventsEvidence(namespace: string, coverage: Coverage, retained: readonly EventRecord[]): Evidence {
  const { how, why, from, until, events } = coverage;
  return {
    kind: 'events',
    subject: `Namespace/${namespace}`,
    data: { how, why, from, until, events, after: laterWarnings(retained, coverage) },
  };
}

function summaryOf(warnings: readonly EventRecord[], coverage: Coverage, status: string): string {
  if (status !== 'deployed') return `the release is ${status}`;
  if (warnings.length > 0)
    return `${occurrences(warnings)} Warning events: ${[...new Set(warnings.map(({ reason }) => reason))].join(', ')}`;
  return coverage.how === 'gap'
    ? `it cannot be told whether a Warning event occurred: ${coverage.why}`
    : `no Warning among ${coverage.events.length} events; ${coverage.why}`;
}
