import type { V1Pod } from '@kubernetes/client-node';
import { describe, expect, it } from 'vitest';
import { createGateFixture } from '../../test/fixtures/gate-fixture.ts';
import { podHealth } from './pod-health.ts';

async function changedPod(change: (pod: V1Pod) => void) {
  const fixture = createGateFixture({});
  const pod = structuredClone(await fixture.cluster.reader.get<V1Pod>('pods', 'dev', 'shop-api-1-x'));
  if (pod === null) throw new Error('no pod');
  change(pod);
  fixture.cluster.put('pods', pod);
  return podHealth.measure(fixture.context);
}

describe('gate 3', () => {
  it('passes with pods that are Ready in time, without a restart, with three probes', async () => {
    const outcome = await podHealth.measure(createGateFixture({}).context);
    expect(outcome).toMatchObject({
      verdict: 'passed',
      summary: '1 pods, the slowest Ready after 5 s, no restart, all probes pass',
    });
    expect(outcome.measurements).toContainEqual({
      name: 'shop-api-1-x: Ready after its creation',
      value: 5,
      unit: 's',
      bound: '<= 120 s',
      verdict: 'passed',
    });
  });

  it('fails on a restart, even one that went well', async () => {
    const outcome = await changedPod((pod) => {
      const [status] = pod.status?.containerStatuses ?? [];
      if (status !== undefined) status.restartCount = 1;
    });
    expect(outcome).toMatchObject({ verdict: 'failed', findings: [{ code: 'pod-restarted' }] });
  });

  it('fails where a container of the application lacks a probe', async () => {
    const outcome = await changedPod((pod) => {
      delete pod.spec?.containers[0]?.livenessProbe;
    });
    expect(outcome.findings).toMatchObject([
      { code: 'probe-missing', what: 'container api declares no liveness probe' },
    ]);
  });

  it('ends at once where a pod is hopeless, and names the cause with its log', async () => {
    const outcome = await changedPod((pod) => {
      pod.status?.conditions?.pop();
      const [status] = pod.status?.containerStatuses ?? [];
      if (status !== undefined)
        Object.assign(status, {
          ready: false,
          state: { waiting: { reason: 'ImagePullBackOff', message: 'x: not found' } },
        });
    });
    expect(outcome.verdict).toBe('failed');
    expect(outcome.findings[0]).toMatchObject({ code: 'image-not-found' });
    expect(outcome.evidence.map(({ kind }) => kind)).toContain('events');
  });

  it('is unknown where a late readiness may be a second one, failed where the first was seen late', async () => {
    const late = createGateFixture({ readySeconds: 130 });
    expect(await podHealth.measure(late.context)).toMatchObject({ verdict: 'unknown' });
    await late.context.proofs.write('installations/namespaces-dev/shop.1', {
      version: 1,
      runId: 'run-1',
      namespaceUid: 'namespaces-dev',
      release: 'shop',
      revision: 1,
      inputs: '',
      from: '2026-11-20T12:00:00.000Z',
      until: '2026-11-20T12:05:00.000Z',
      interruptions: 0,
      events: [],
      firstReady: { 'pods-shop-api-1-x': '2026-11-20T12:02:10.000Z' },
      freshClaims: [],
    });
    expect(await podHealth.measure(late.context)).toMatchObject({
      verdict: 'failed',
      findings: [{ code: 'ready-too-late' }],
    });
  });

  it('measures nothing where nothing is installed', async () => {
    const fixture = createGateFixture({});
    fixture.releases.revisions.length = 0;
    expect(await podHealth.measure(fixture.context)).toMatchObject({
      verdict: 'unknown',
      summary: 'nothing to measure: there is no release shop in dev',
    });
  });
});
