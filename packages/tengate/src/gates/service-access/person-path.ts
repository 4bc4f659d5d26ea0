/** Where and how the person's path is gone, so that it is proven on a fresh database. */

import type { V1PersistentVolumeClaim } from '@kubernetes/client-node';
import { type ClusterAccess, type GateContext, gateStep } from '../gate-context.ts';
import type { GatePart } from '../gate-outcomes.ts';
import type { InstalledRelease } from '../installed-release.ts';
import { inIsolatedRelease, isLackOfRoom } from './isolated-release.ts';
import { goJourney, type StepReport } from './journey.ts';
import { type Freshness, freshnessOf, readJourneyProof, writeJourneyProof } from './journey-proof.ts';
import { addressesIn, askFromOutside } from './reachability.ts';

/** `because` tells why its database counts as fresh; absent where no path was gone. */
export type PersonPath = GatePart & { readonly because?: string };

export async function measurePath(
  context: GateContext,
  cluster: ClusterAccess,
  installed: InstalledRelease,
): Promise<PersonPath> {
  if (context.configuration.journey.length === 0)
    return {
      measurements: [{ name: "person's path", value: 'none in tengate.yaml', verdict: 'unknown' }],
      findings: [],
      evidence: [],
    };
  const claims = (
    await cluster.reader.list<V1PersistentVolumeClaim>(
      'persistentvolumeclaims',
      cluster.plan.namespace,
      `app.kubernetes.io/instance=${cluster.plan.release}`,
    )
  ).map(({ metadata }) => metadata?.uid ?? '');
  const earlier = await readJourneyProof(context.proofs, installed);
  const freshness = freshnessOf({ installed, claims, earlier });
  const record = (state: 'begun' | 'passed', where: 'live' | 'isolated') =>
    writeJourneyProof(context.proofs, installed, {
      state,
      runId: context.runId,
      at: context.clock.now().toISOString(),
      claims: [...claims],
      where,
    });
  if (freshness.kind === 'isolated') return isolatedPath(context, cluster, { freshness, record });
  if (freshness.kind === 'live-is-fresh') await record('begun', 'live');
  const reports = await goIn(context, cluster, cluster.plan.namespace);
  const part = pathPart(reports, context, freshness);
  if (part.findings.length === 0 && freshness.kind === 'live-is-fresh') await record('passed', 'live');
  return part;
}

async function isolatedPath(
  context: GateContext,
  cluster: ClusterAccess,
  options: {
    readonly freshness: Freshness;
    readonly record: (state: 'passed', where: 'isolated') => Promise<void>;
  },
): Promise<PersonPath> {
  const outcome = await inIsolatedRelease(context, cluster, (namespace) => goIn(context, cluster, namespace));
  if (outcome.status === 'not-installed') {
    const noRoom = isLackOfRoom(outcome.findings);
    return {
      measurements: [
        {
          name: "person's path on a fresh database",
          value: `the second release did not become ready: ${outcome.summary}`,
          verdict: noRoom ? 'unknown' : 'failed',
        },
      ],
      findings: noRoom ? [] : outcome.findings,
      evidence: [{ kind: 'command', subject: 'second release', data: outcome }],
    };
  }
  const part = pathPart(outcome.value, context, options.freshness);
  if (part.findings.length === 0) await options.record('passed', 'isolated');
  const { namespace, removed } = outcome;
  return {
    ...part,
    measurements: [...part.measurements, { name: `second release in ${namespace} removed`, value: removed }],
  };
}

async function goIn(
  context: GateContext,
  cluster: ClusterAccess,
  namespace: string,
): Promise<readonly StepReport[]> {
  const addresses = await addressesIn(context, cluster, namespace);
  const { clock, signal, configuration } = context;
  // A NodePort that has just come into being is waited for here as well; what never answers fails in the path itself.
  await Promise.all(addresses.map((address) => askFromOutside(context, address)));
  return goJourney({
    steps: configuration.journey,
    baseUrls: Object.fromEntries(addresses.map(({ name, baseUrl }) => [name, baseUrl ?? ''])),
    fetch: context.fetch,
    clock,
    onStep: (name) => context.progress({ kind: 'detail', id: gateStep(4), text: name }),
    signal,
  });
}

function pathPart(reports: readonly StepReport[], context: GateContext, freshness: Freshness): PersonPath {
  const wanted = context.configuration.journey.length;
  const gone = reports.filter(({ problems }) => problems.length === 0).length;
  return {
    because: freshness.because,
    measurements: [
      {
        name: "steps of the person's path",
        value: gone,
        unit: 'count',
        bound: `${wanted}`,
        verdict: gone === wanted ? 'passed' : 'failed',
      },
      { name: 'database of the path', value: databaseText(freshness) },
    ],
    findings: reports
      .filter(({ problems }) => problems.length > 0)
      .map(({ name, problems, exchange: { method, url } }) => ({
        code: 'path-broken',
        subject: `path: ${name}`,
        what: `${method} ${url}: ${problems.join('; ')}`,
        todo: "read the application's log at this time",
      })),
    evidence: [{ kind: 'http', subject: "person's path", data: { freshness, steps: reports } }],
  };
}

function databaseText({ kind, because }: Freshness): string {
  const where = {
    'live-is-fresh': 'the live one, fresh',
    proven: 'the live one',
    isolated: 'a fresh one of a second release',
  }[kind];
  return `${where}: ${because}`;
}

export function pathNotGone(): PersonPath {
  return {
    measurements: [
      {
        name: "steps of the person's path",
        value: 'not gone: a service does not answer',
        verdict: 'unknown',
      },
    ],
    findings: [],
    evidence: [],
  };
}
