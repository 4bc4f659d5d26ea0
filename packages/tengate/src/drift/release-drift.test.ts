import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { PlainObject } from './compare-object.ts';
import { releaseDrift } from './release-drift.ts';

const manifest = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: shop }
spec: { replicas: 2 }
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: shop }
spec: { minReplicas: 2, scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: shop } }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: shop }
data: { MODE: fast }
`;

function objects(text: string): PlainObject[] {
  return parseAllDocuments(text).map((one) => one.toJS() as PlainObject);
}

const config = (data: string) =>
  objects(`{apiVersion: v1, kind: ConfigMap, metadata: {name: shop}, data: ${data}}`);

describe('a release', () => {
  it('whose objects are all as the revision has them has no drift', () => {
    const all = objects(manifest);
    expect(releaseDrift({ expected: all, live: all, owned: all, suspended: false })).toEqual({
      differences: [],
      exceptions: [],
      compared: 3,
    });
  });

  it('leaves the number of replicas to the autoscaler, and says so', () => {
    const live = objects(manifest.replace('replicas: 2', 'replicas: 4'));
    expect(releaseDrift({ expected: objects(manifest), live, owned: live, suspended: false })).toMatchObject({
      differences: [],
      exceptions: [
        'Deployment/shop has 4 replicas, the revision 2: their number belongs to HorizontalPodAutoscaler/shop',
      ],
    });
  });

  it('without an autoscaler has the number of replicas that the revision says', () => {
    const without = objects(manifest).filter(({ kind }) => kind !== 'HorizontalPodAutoscaler');
    const live = objects(manifest.replace('replicas: 2', 'replicas: 4')).filter(
      ({ kind }) => kind !== 'HorizontalPodAutoscaler',
    );
    const { differences } = releaseDrift({ expected: without, live, owned: live, suspended: false });
    expect(differences).toEqual([
      { object: 'Deployment/shop', path: 'spec.replicas', expected: '2', actual: '4' },
    ]);
  });

  it('names objects that are gone and objects that are too many', () => {
    const [deployment, autoscaler, map] = objects(manifest) as [PlainObject, PlainObject, PlainObject];
    const { differences } = releaseDrift({
      expected: [deployment, map],
      live: [deployment],
      owned: [deployment, autoscaler],
      suspended: false,
    });
    expect(differences).toEqual([
      { object: 'ConfigMap/shop', path: '', expected: 'exists', actual: 'absent' },
      { object: 'HorizontalPodAutoscaler/shop', path: '', expected: 'absent', actual: 'exists' },
    ]);
  });

  it('lets an autoscaler be that the revision leaves out for now, and says so', () => {
    const all = objects(manifest);
    const expected = all.filter(({ kind }) => kind !== 'HorizontalPodAutoscaler');
    expect(releaseDrift({ expected, live: expected, owned: all, suspended: true })).toMatchObject({
      differences: [],
      exceptions: ['HorizontalPodAutoscaler/shop exists, which the revision leaves out for now'],
    });
  });

  it('takes an object read through another version of its group for the same', () => {
    const all = objects(manifest);
    const older = objects(manifest.replace('autoscaling/v2', 'autoscaling/v1'));
    expect(releaseDrift({ expected: all, live: all, owned: older, suspended: false }).differences).toEqual(
      [],
    );
  });

  it('tells a changed value of a ConfigMap', () => {
    const { differences } = releaseDrift({
      expected: config('{MODE: fast}'),
      live: config('{MODE: slow}'),
      owned: [],
      suspended: false,
    });
    expect(differences).toEqual([
      { object: 'ConfigMap/shop', path: 'data.MODE', expected: 'fast', actual: 'slow' },
    ]);
  });
});
