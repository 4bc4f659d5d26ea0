import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { V1Secret } from '@kubernetes/client-node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFakeCluster, type FakeCluster, isReadyPod } from '../../test/fixtures/fake-cluster.ts';
import { createFakeReleases } from '../../test/fixtures/fake-releases.ts';
import { createMemoryProofs } from '../../test/fixtures/memory-proofs.ts';
import { createTestClock } from '../../test/fixtures/test-clock.ts';
import type { ProgressEvent } from '../ports/progress.ts';
import { type DeployOptions, deployRelease } from './deploy-release.ts';
import { settleRelease } from './settle-release.ts';

const manifest = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: api }
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: api }
spec: { minReplicas: 2, scaleTargetRef: { kind: Deployment, name: api } }
---
apiVersion: v1
kind: Pod
metadata: { name: test, annotations: { helm.sh/hook: test } }
`;
const at = new Date('2026-11-20T12:00:00Z');
let chart = '';
beforeEach(async () => {
  chart = await mkdtemp(join(tmpdir(), 'chart-'));
  await writeFile(join(chart, 'Chart.yaml'), 'name: shop\n');
});
afterEach(() => rm(chart, { recursive: true, force: true }));

function deployment(cluster: FakeCluster, available: number): void {
  cluster.put('deployments', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'api', generation: 1, annotations: { 'deployment.kubernetes.io/revision': '1' } },
    spec: {
      replicas: 1,
      selector: { matchLabels: { app: 'api' } },
      template: { spec: { containers: [{ name: 'api', image: 'docker.io/library/shop-api:1' }] } },
    },
    status: { observedGeneration: 1, replicas: 1, updatedReplicas: 1, availableReplicas: available },
  } as never);
  cluster.put('replicasets', {
    metadata: {
      name: 'api-1',
      ownerReferences: [{ uid: 'deployments-api', apiVersion: '', kind: '', name: '' }],
      annotations: { 'deployment.kubernetes.io/revision': '1' },
    },
  });
}

function autoscaler(cluster: FakeCluster): void {
  cluster.put('horizontalpodautoscalers', {
    metadata: { name: 'api' },
    status: { conditions: [{ type: 'ScalingActive', status: 'True' }] },
  } as never);
}

function setUp(onDeploy: (cluster: FakeCluster, suspended: boolean) => void, refuse?: string) {
  const cluster = createFakeCluster();
  const releases = createFakeReleases({
    manifest,
    onDeploy: (request) => onDeploy(cluster, request.set['autoscaling.suspend'] === true),
    ...(refuse === undefined ? {} : { refuse }),
  });
  const proofs = createMemoryProofs();
  const events: ProgressEvent[] = [];
  const options: DeployOptions = {
    plan: {
      release: 'shop',
      namespace: 'dev',
      chart,
      valueFiles: [],
      set: { 'api.image.tag': '1' },
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholder is what is tested
      secrets: [{ name: 'db', keys: { URL: 'postgres://u:${password}@db.${namespace}/x' } }],
      suspendAutoscaling: 'autoscaling.suspend',
      isolated: {},
    },
    handle: { kubeconfig: '/k', context: 'c' },
    releases: releases.manager,
    reader: cluster.reader,
    proofs,
    runId: 'run-1',
    clock: createTestClock(),
    randomHex: (bytes) => 'ab'.repeat(bytes),
    progress: (event) => events.push(event),
    step: 'deploy',
    deadlineMs: 60_000,
  };
  return { cluster, releases, proofs, events, options };
}

function whole(cluster: FakeCluster, suspended: boolean): void {
  deployment(cluster, 1);
  cluster.put('pods', isReadyPod('api-1-x', 'replicasets-api-1', at));
  cluster.metrics = [{ pod: 'api-1-x', at: new Date(at.getTime() + 20_000), windowMs: 10_000 }];
  if (!suspended) autoscaler(cluster);
}

describe('a deployment', () => {
  it('makes namespace and Secret, installs, raises replicas to the minimum, and ends ready', async () => {
    const { cluster, releases, options } = setUp(whole);
    const outcome = await deployRelease(options);
    expect(outcome).toMatchObject({ status: 'deployed', revision: 1 });
    expect(cluster.changes).toEqual(['create Namespace/dev', 'create Secret/db', 'scale deployments/api 2']);
    expect(releases.requests.map(({ set }) => set['autoscaling.suspend'])).toEqual([true]);
    const [secret] = await cluster.reader.list<V1Secret>('secrets', 'dev');
    expect(secret?.stringData).toEqual({ URL: `postgres://u:${'ab'.repeat(24)}@db.dev/x` });
    if (outcome.status === 'deployed') await outcome.installation.live.stop();
  });

  it('adds the autoscalers once the pods have metrics, and keeps the proof under the last revision', async () => {
    const { releases, proofs, options } = setUp(whole);
    const outcome = await deployRelease(options);
    if (outcome.status !== 'deployed') throw new Error(outcome.status);
    expect(await settleRelease(outcome.installation)).toMatchObject({ status: 'settled', revision: 2 });
    expect(releases.requests.map(({ set }) => set['autoscaling.suspend'])).toEqual([true, undefined]);
    expect([...proofs.records.keys()]).toEqual(['installations/namespaces-dev/shop.2']);
    expect(proofs.records.get('installations/namespaces-dev/shop.2')).toMatchObject({
      runId: 'run-1',
      firstReady: { 'pods-api-1-x': at.toISOString() },
    });
  });

  it('does nothing where the same inputs are installed and well', async () => {
    const { releases, options } = setUp(whole);
    const first = await deployRelease(options);
    if (first.status === 'deployed') await settleRelease(first.installation);
    expect(await deployRelease(options)).toEqual({ status: 'unchanged', revision: 2 });
    expect(releases.requests).toHaveLength(2);
  });

  it('installs again where an object of the release is gone or not well', async () => {
    const { cluster, releases, options } = setUp(whole);
    const first = await deployRelease(options);
    if (first.status === 'deployed') await settleRelease(first.installation);
    cluster.drop('deployments', 'api');
    const again = await deployRelease(options);
    expect(again.status).toBe('deployed');
    expect(releases.requests).toHaveLength(3);
    if (again.status === 'deployed') await again.installation.live.stop();
  });

  it('ends early where a pod is hopeless, with events, description and log, and removes nothing', async () => {
    const { cluster, releases, options } = setUp((fake) => {
      deployment(fake, 0);
      const pod = isReadyPod('api-1-x', 'replicasets-api-1', at) as never as {
        status: { conditions: unknown[]; containerStatuses: unknown[] };
      };
      pod.status.conditions.pop();
      pod.status.containerStatuses = [
        {
          name: 'api',
          restartCount: 2,
          state: { waiting: { reason: 'CrashLoopBackOff' } },
          lastState: { terminated: { exitCode: 1, reason: 'Error' } },
        },
      ];
      fake.put('pods', pod as never);
    });
    const outcome = await deployRelease(options);
    if (outcome.status !== 'failed') throw new Error(outcome.status);
    expect(outcome.early).toBe(true);
    expect(outcome.afterSeconds).toBeLessThan(5);
    expect(outcome.findings).toMatchObject([{ code: 'crash-loop', subject: 'Pod/dev/api-1-x' }]);
    expect(outcome.evidence.map(({ kind, subject }) => `${kind} ${subject}`)).toEqual([
      'events Namespace/dev',
      'describe Pod/dev/api-1-x',
      'log Pod/dev/api-1-x container api (previous)',
    ]);
    expect(releases.calls).toEqual([]);
    expect(cluster.changes.filter((change) => change.startsWith('remove'))).toEqual([]);
  });

  it('ends at its deadline with what was still waited for', async () => {
    const { options } = setUp((fake) => deployment(fake, 0));
    const outcome = await deployRelease(options);
    expect(outcome).toMatchObject({
      status: 'failed',
      early: false,
      afterSeconds: 60,
      findings: [{ code: 'waits-rolling-out', subject: 'Deployment/dev/api' }],
    });
  });

  it("hands on Helm's own words where Helm refuses", async () => {
    const { options } = setUp(whole, 'chart requires kubeVersion >= 9');
    expect(await deployRelease(options)).toMatchObject({
      status: 'failed',
      findings: [{ code: 'helm-refused', what: 'chart requires kubeVersion >= 9' }],
    });
  });

  it('ends as cancelled when interrupted', async () => {
    const controller = new AbortController();
    const { options } = setUp((fake) => {
      deployment(fake, 0);
      controller.abort();
    });
    expect(await deployRelease({ ...options, signal: controller.signal })).toEqual({ status: 'cancelled' });
  });

  it('shows what each part waits for', async () => {
    const { events, options } = setUp((fake) => deployment(fake, 0));
    await deployRelease(options);
    const rows = events.flatMap((event) => (event.kind === 'rows' ? [event.rows] : []));
    expect(rows).toEqual([[['Deployment', 'api', 'waits', '0 of 1 replicas are available']]]);
  });
});
