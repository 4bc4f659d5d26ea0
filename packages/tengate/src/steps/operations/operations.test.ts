import { describe, expect, it } from 'vitest';
import { createOperationFixture, putDeployment, putPod } from '../../../test/fixtures/operation-fixture.ts';
import type { ReleaseRevision } from '../../ports/release-manager.ts';
import { heal } from './heal.ts';
import { chooseRevision, rollback } from './rollback.ts';
import { scale } from './scale.ts';
import { upgrade } from './upgrade.ts';

const load = false;

function interrupted(ageSeconds: number): ReleaseRevision {
  const updatedAt = new Date(Date.parse('2026-11-20T12:10:00Z') - ageSeconds * 1_000);
  return { revision: 2, status: 'pending-upgrade', updatedAt, description: '' };
}

describe('an upgrade', () => {
  it('sets values on top of the installed ones', async () => {
    const { context, releases } = createOperationFixture();
    const outcome = await upgrade({ set: { 'api.image.tag': '2' }, load }).measure(context);
    expect(outcome).toMatchObject({ verdict: 'passed', findings: [] });
    expect(releases.requests).toMatchObject([
      {
        set: { 'api.image.tag': '2' },
        values: {},
        valueFiles: [],
        description: 'tengate: sets api.image.tag',
      },
    ]);
  });

  it('that breaks a pod fails with its cause, and with the way back', async () => {
    const fixture = createOperationFixture();
    const { manager } = fixture.releases;
    const deploy = manager.deploy.bind(manager);
    manager.deploy = async (request) => {
      const pod = structuredClone(
        await fixture.cluster.reader.get('pods', 'dev', 'shop-api-1-x'),
      ) as never as {
        status: { conditions: unknown[]; containerStatuses: { ready: boolean; state: unknown }[] };
      };
      pod.status.conditions.pop();
      for (const status of pod.status.containerStatuses) {
        status.ready = false;
        status.state = { waiting: { reason: 'ImagePullBackOff', message: 'x: not found' } };
      }
      fixture.cluster.put('pods', pod as never);
      return deploy(request);
    };
    const outcome = await upgrade({ set: { 'api.image.tag': 'x' }, load }).measure(fixture.context);
    expect(outcome.verdict).toBe('failed');
    expect(outcome.findings).toMatchObject([
      { code: 'image-not-found', todo: expect.stringContaining('tengate rollback') },
    ]);
  });

  it('of an interrupted release is refused, and names the command that helps', async () => {
    const { context, releases } = createOperationFixture();
    releases.revisions.push(interrupted(300));
    await expect(upgrade({ set: { a: 1 }, load }).measure(context)).rejects.toMatchObject({
      code: 'release-interrupted',
      message: expect.stringContaining('pending-upgrade'),
      more: 'tengate rollback',
    });
    expect(releases.requests).toEqual([]);
  });

  it('with --load changes nothing where there can be no load', async () => {
    const { context, releases } = createOperationFixture();
    await expect(upgrade({ set: { a: 1 }, load: true }).measure(context)).rejects.toMatchObject({
      code: 'load-not-possible',
      todo: expect.stringContaining('without --load'),
    });
    expect(releases.requests).toEqual([]);
  });

  it('of what is not installed is refused', async () => {
    const { context, releases } = createOperationFixture();
    releases.revisions.length = 0;
    await expect(upgrade({ set: { a: 1 }, load }).measure(context)).rejects.toMatchObject({
      code: 'release-absent',
      more: 'tengate deploy',
    });
  });
});

describe('scaling', () => {
  it('goes through the value that tengate.yaml names, and waits for the pods', async () => {
    const fixture = createOperationFixture();
    const { manager, requests } = fixture.releases;
    const deploy = manager.deploy.bind(manager);
    manager.deploy = async (request) => {
      putDeployment(fixture, 3);
      return deploy(request);
    };
    const operation = scale({ replicas: 3, deployments: [], load });
    const outcome = await operation.measure(fixture.context);
    expect(outcome).toMatchObject({ verdict: 'passed', summary: 'shop-api has 3 replicas' });
    expect(requests).toMatchObject([{ set: { replicaCount: 3 } }]);
    expect(fixture.cluster.changes.filter((change) => change.startsWith('scale'))).toEqual([]);
  });

  it('fails where the pods do not come', async () => {
    const { context } = createOperationFixture();
    const outcome = await scale({ replicas: 3, deployments: ['shop-api'], load }).measure(context);
    expect(outcome).toMatchObject({
      verdict: 'failed',
      findings: [{ code: 'replicas-not-reached', what: expect.stringContaining('1 Ready of 3') }],
    });
  });

  it('refuses a Deployment that tengate.yaml does not name', async () => {
    const { context } = createOperationFixture();
    const operation = scale({ replicas: 3, deployments: ['nobody'], load });
    await expect(operation.measure(context)).rejects.toMatchObject({
      code: 'deployment-unknown',
      kind: 'usage',
      todo: 'Use one of: shop-api',
    });
  });

  it('refuses more than the autoscaler may have', async () => {
    const { context, cluster } = createOperationFixture();
    cluster.put('horizontalpodautoscalers', {
      metadata: { name: 'shop-api' },
      spec: { maxReplicas: 5, scaleTargetRef: { kind: 'Deployment', name: 'shop-api' } },
    } as never);
    const operation = scale({ replicas: 6, deployments: [], load });
    await expect(operation.measure(context)).rejects.toMatchObject({ code: 'replicas-above-maximum' });
  });
});

describe('healing', () => {
  it('takes a pod away and times its replacement', async () => {
    const fixture = createOperationFixture();
    const { reader, changes } = fixture.cluster;
    const remove = reader.remove.bind(reader);
    reader.remove = async (...pod) => {
      await remove(...pod);
      fixture.clock.advance(4_000);
      putPod(fixture, 'shop-api-1-y');
    };
    const outcome = await heal({ workloads: [], how: 'delete', load }).measure(fixture.context);
    expect(changes).toEqual(['remove pods/shop-api-1-x']);
    expect(outcome).toMatchObject({
      verdict: 'passed',
      summary: 'shop-api pod deleted: Ready again after 4 s',
    });
  });

  it('fails where none comes', async () => {
    const { context } = createOperationFixture();
    const outcome = await heal({ workloads: ['shop-api'], how: 'delete', load }).measure(context);
    expect(outcome).toMatchObject({ verdict: 'failed', findings: [{ code: 'not-recovered' }] });
  });

  it('refuses a workload that the release does not have', async () => {
    const { context } = createOperationFixture();
    const operation = heal({ workloads: ['nobody'], how: 'delete', load });
    await expect(operation.measure(context)).rejects.toMatchObject({ code: 'workload-unknown' });
  });
});

describe('a rollback', () => {
  const earlier = () => {
    const fixture = createOperationFixture();
    const [first] = fixture.releases.revisions;
    if (first === undefined) throw new Error('no revision');
    fixture.releases.revisions.splice(0, 1, { ...first, status: 'superseded' });
    fixture.releases.revisions.push({ ...first, revision: 2, description: 'another' });
    return fixture;
  };

  it('goes to the revision before, and compares what is live', async () => {
    const { context, releases } = earlier();
    const outcome = await rollback({ revision: null, load }).measure(context);
    expect(releases.calls).toEqual(['rollback 1']);
    expect(outcome).toMatchObject({ verdict: 'passed', findings: [] });
    expect(outcome.measurements).toContainEqual({
      name: 'objects of the revision compared with the live ones',
      value: 2,
      unit: 'count',
    });
  });

  it('fails where a live object is not as the revision has it', async () => {
    const { context } = earlier();
    context.cluster.releases.manifest = async () => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: shop-api, labels: { planted: "no" } }
`;
    const outcome = await rollback({ revision: 1, load }).measure(context);
    expect(outcome.verdict).toBe('failed');
    expect(outcome.findings).toMatchObject([
      { code: 'drift', subject: 'Deployment/dev/shop-api', what: expect.stringContaining('metadata.labels') },
    ]);
  });

  it('takes an interrupted change back', async () => {
    const { context, releases } = createOperationFixture();
    releases.revisions.push(interrupted(300));
    await rollback({ revision: null, load }).measure(context);
    expect(releases.calls).toEqual(['rollback 1']);
  });

  it('keeps its hands off while a Helm may be at work', async () => {
    const { context, releases } = createOperationFixture();
    releases.revisions.push(interrupted(12));
    await expect(rollback({ revision: null, load }).measure(context)).rejects.toMatchObject({
      code: 'release-busy',
      todo: expect.stringContaining('Try again in 48 s'),
    });
    expect(releases.calls).toEqual([]);
  });

  it('needs something to go back to, and says what there is', () => {
    const { context, releases } = createOperationFixture();
    const target = { plan: context.cluster.plan, clock: context.clock };
    expect(() => chooseRevision(target, releases.revisions, null)).toThrow('no earlier revision');
    expect(() => chooseRevision(target, releases.revisions, 7)).toThrow('cannot go back to revision 7');
    expect(chooseRevision(target, releases.revisions, 1)).toBe(1);
  });
});
