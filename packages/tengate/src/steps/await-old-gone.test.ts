import type { V1Pod } from '@kubernetes/client-node';
import { expect, it } from 'vitest';
import { createTestClock } from '../../test/fixtures/test-clock.ts';
import { awaitOldGone } from './await-old-gone.ts';
import type { LiveNamespace } from './live-namespace.ts';
import type { ReleasePlan } from './release-plan.ts';

const leaving: V1Pod = { metadata: { name: 'old-1', deletionTimestamp: new Date(0) } };
const serving: V1Pod = { metadata: { name: 'new-1' } };

function release(podsAt: (ms: number) => readonly V1Pod[]) {
  const clock = createTestClock();
  const plan = { namespace: 'shop' } as ReleasePlan;
  const objects = (): ReturnType<LiveNamespace['objects']> => ({
    pods: podsAt(clock.monotonicMs()),
    deployments: [],
    replicaSets: [],
    statefulSets: [],
    claims: [],
    services: [],
    slices: [],
    events: [],
    autoscalers: [],
  });
  const live = { objects, changed: (ms: number, signal?: AbortSignal) => clock.wait(ms, signal) };
  return { target: { clock, plan }, live, clock };
}

it('finds nothing once the last old pod has ended', async () => {
  const { target, live, clock } = release((ms) => (ms < 3_000 ? [leaving, serving] : [serving]));
  expect(await awaitOldGone(target, { live, deadlineMs: 60_000 })).toEqual([]);
  expect(clock.monotonicMs()).toBe(3_000);
});

it('names a pod that never ends', async () => {
  const { target, live } = release(() => [leaving, serving]);
  const findings = await awaitOldGone(target, { live, deadlineMs: 60_000 });
  expect(findings).toMatchObject([{ code: 'old-pods-stay', subject: 'Namespace/shop' }]);
  expect(findings[0]?.what).toBe('60 s after the change these still end: old-1');
});
