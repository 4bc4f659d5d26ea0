import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type NamespaceObjects, releaseReadiness } from './release-readiness.ts';

const now = new Date('2026-11-20T12:01:00Z');

/** A Deployment whose new revision has one pod that cannot pull, and an old one that cannot either. */
const objects = parse(`
deployments:
  - metadata: { name: api, uid: d1, generation: 2, annotations: { deployment.kubernetes.io/revision: "2" } }
    spec: { replicas: 1 }
    status: { observedGeneration: 2, replicas: 2, updatedReplicas: 1 }
replicaSets:
  - metadata: { name: api-1, uid: r1, ownerReferences: [{ uid: d1 }], annotations: { deployment.kubernetes.io/revision: "1" } }
  - metadata: { name: api-2, uid: r2, ownerReferences: [{ uid: d1 }], annotations: { deployment.kubernetes.io/revision: "2" } }
pods:
  - &old
    metadata: { name: api-1-x, uid: p1, ownerReferences: [{ uid: r1 }] }
    spec: { containers: [{ name: api, image: "x:1" }] }
    status:
      phase: Pending
      conditions: [{ type: PodScheduled, status: "True", lastTransitionTime: "2026-11-20T12:00:50Z" }]
      containerStatuses: [{ name: api, restartCount: 0, state: { waiting: { reason: ErrImagePull, message: not found } } }]
  - metadata: { name: api-2-y, uid: p2, ownerReferences: [{ uid: r2 }] }
    spec: { containers: [{ name: api, image: "x:2" }] }
    status:
      phase: Pending
      conditions: [{ type: PodScheduled, status: "True", lastTransitionTime: "2026-11-20T12:00:50Z" }]
      containerStatuses: [{ name: api, restartCount: 0, state: { waiting: { reason: ContainerCreating } } }]
statefulSets: []
claims: []
services: [{ metadata: { name: api }, spec: { selector: { app: api } } }]
slices: []
events: []
`) as NamespaceObjects;
const expected = [
  { kind: 'Deployment', name: 'api', generation: 2 },
  { kind: 'Service', name: 'api' },
  { kind: 'ConfigMap', name: 'api' },
];

describe('the readiness of a release', () => {
  it('does not judge by the pods of an older revision', () => {
    const readiness = releaseReadiness(objects, { expected, now });
    expect(readiness.state).toBe('in-progress');
    expect(readiness.rows.map(({ name }) => name)).toEqual(['api', 'api-2-y', 'api']);
  });

  it('names the pod, not the Deployment and the Service that wait for it', () => {
    const broken = structuredClone(objects);
    const state = broken.pods[1]?.status?.containerStatuses?.[0]?.state;
    if (state !== undefined) state.waiting = { reason: 'ErrImagePull', message: 'not found' };
    const readiness = releaseReadiness(broken, { expected, now });
    expect(readiness.causes).toMatchObject([{ kind: 'Pod', name: 'api-2-y', reason: 'image-not-found' }]);
  });

  it('does not judge an object older than what was applied', () => {
    const later = [{ kind: 'Deployment', name: 'api', generation: 3 }];
    const [row] = releaseReadiness(objects, { expected: later, now }).rows;
    expect(row?.readiness).toMatchObject({ state: 'in-progress', reason: 'not-observed' });
  });

  it('waits for what does not exist yet', () => {
    const readiness = releaseReadiness(objects, { expected: [{ kind: 'StatefulSet', name: 'db' }], now });
    expect(readiness.rows).toMatchObject([{ readiness: { state: 'in-progress', reason: 'absent' } }]);
  });
});
