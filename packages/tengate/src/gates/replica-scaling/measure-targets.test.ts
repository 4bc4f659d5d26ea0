import type { V2HorizontalPodAutoscaler } from '@kubernetes/client-node';
import { afterEach, describe, expect, it } from 'vitest';
import { createOperationFixture, type OperationFixture } from '../../../test/fixtures/operation-fixture.ts';
import { readInstalledRevision } from '../../steps/change-release.ts';
import { type LiveNamespace, watchNamespace } from '../../steps/live-namespace.ts';
import { releaseTarget } from '../release-target.ts';
import type { ScalingScene } from '../replica-scaling.ts';
import { measureStrain } from './measure-strain.ts';
import { measureTargets } from './measure-targets.ts';

let live: LiveNamespace | null = null;
afterEach(async () => {
  await live?.stop();
  live = null;
});

async function sceneOf({ context }: OperationFixture): Promise<ScalingScene> {
  const { cluster, clock, configuration } = context;
  const target = releaseTarget(context, cluster, 5);
  const installed = await readInstalledRevision(target);
  if (installed === null || configuration.changes === undefined) throw new Error('the fixture lacks it');
  live = await watchNamespace({ reader: cluster.reader, clock, namespace: 'dev' });
  const recording = { points: [], stop: async () => undefined } as never;
  return {
    context,
    target,
    changes: configuration.changes,
    installed,
    live,
    recording,
    mark: () => undefined,
  };
}

/** @param activeAt when it began to know its metrics; `null` while it does not */
function putAutoscaler({ cluster }: OperationFixture, activeAt: string | null): void {
  cluster.put('horizontalpodautoscalers', {
    metadata: { name: 'shop-api', creationTimestamp: new Date('2026-11-20T11:59:00Z') },
    spec: { scaleTargetRef: { kind: 'Deployment', name: 'shop-api' }, minReplicas: 1, maxReplicas: 5 },
    status: {
      desiredReplicas: 1,
      conditions: [
        activeAt === null
          ? { type: 'ScalingActive', status: 'False', message: 'no metrics known for pods' }
          : { type: 'ScalingActive', status: 'True', lastTransitionTime: new Date(activeAt) },
      ],
      currentMetrics:
        activeAt === null ? [] : [{ resource: { name: 'cpu', current: { averageUtilization: 7 } } }],
    },
  } as unknown as V2HorizontalPodAutoscaler);
}

const name = "shop-api: autoscaler's target known after";

describe('what an autoscaler knows', () => {
  it.each([
    ['2026-11-20T12:00:20Z', 15, 'passed'],
    ['2026-11-20T12:02:05Z', 120, 'failed'],
    ['2026-11-20T11:59:30Z', 0, 'passed'],
  ])('at %s is %d s after its first pod was Ready: %s', async (activeAt, value, verdict) => {
    const fixture = createOperationFixture();
    putAutoscaler(fixture, activeAt);
    fixture.cluster.put('pods', {
      metadata: {
        name: 'shop-api-1-x',
        ownerReferences: [{ kind: 'ReplicaSet', name: 'shop-api-1', uid: '', apiVersion: '' }],
      },
      status: {
        conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: new Date('2026-11-20T12:00:05Z') }],
      },
    } as never);
    const { measurements, findings } = await measureTargets(await sceneOf(fixture));
    expect(measurements).toMatchObject([{ name, value, verdict }]);
    expect(findings).toEqual([]);
  });

  it('is not known where it has no metrics, in its own words', async () => {
    const fixture = createOperationFixture();
    putAutoscaler(fixture, null);
    const { measurements, findings } = await measureTargets(await sceneOf(fixture));
    expect(measurements).toMatchObject([{ name, value: null, verdict: 'failed' }]);
    expect(findings).toMatchObject([
      { code: 'autoscaler-target-unknown', what: expect.stringContaining('no metrics known for pods') },
    ]);
  });

  it('is timed from nothing where no pod is Ready, which is no pass', async () => {
    const fixture = createOperationFixture();
    putAutoscaler(fixture, '2026-11-20T12:00:20Z');
    fixture.cluster.put('pods', { metadata: { name: 'shop-api-1-x' }, status: { conditions: [] } } as never);
    const { measurements } = await measureTargets(await sceneOf(fixture));
    expect(measurements).toMatchObject([{ name, value: null, verdict: 'unknown' }]);
  });

  it('is unknown without an autoscaler, and no load is made for one', async () => {
    const fixture = createOperationFixture();
    const engine = new Proxy({}, { get: () => () => Promise.reject(new Error('nothing may be built')) });
    const scene = await sceneOf({ ...fixture, context: { ...fixture.context, engine: engine as never } });
    const [targets, strained] = [await measureTargets(scene), await measureStrain(scene)];
    expect(targets.measurements).toMatchObject([{ value: false, verdict: 'unknown' }]);
    expect(strained.measurements).toMatchObject([{ value: 'there is none', verdict: 'unknown' }]);
    expect(strained.findings).toEqual([]);
  });
});
