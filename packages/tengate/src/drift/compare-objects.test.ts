import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { compareObjects, type KubernetesDocument } from './compare-objects.ts';

const deployment = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: api, labels: { app: api, empty: "" }, annotations: {} }
spec:
  minReadySeconds: 0
  paused: false
  selector: { matchLabels: { app: api } }
  template:
    metadata: { labels: { app: api } }
    spec:
      containers:
        - name: api
          image: shop:1
          args: [serve, fast]
          env: [{ name: A, value: "1" }, { name: B, value: "2" }]
          ports: [{ name: http, containerPort: 80 }]
          resources: { requests: { cpu: 500m, memory: 1Gi }, limits: { cpu: 1 } }
      volumes: [{ name: tmp, emptyDir: { sizeLimit: 64Mi } }]
`;
/** The same as an API server gives it back: with defaults, other words for quantities, and what it adds. */
const live = `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
  namespace: dev
  uid: 1-2
  labels: { app: api, added: by-somebody }
  annotations: { deployment.kubernetes.io/revision: "3" }
spec:
  replicas: 4
  revisionHistoryLimit: 10
  selector: { matchLabels: { app: api } }
  template:
    metadata: { labels: { app: api } }
    spec:
      restartPolicy: Always
      containers:
        - name: api
          image: shop:1
          imagePullPolicy: IfNotPresent
          args: [serve, fast]
          env: [{ name: B, value: "2" }, { name: A, value: "1" }]
          ports: [{ name: http, containerPort: 80, protocol: TCP }]
          resources: { requests: { cpu: "0.5", memory: 1024Mi }, limits: { cpu: "1" } }
      volumes: [{ name: tmp, emptyDir: { sizeLimit: 64Mi } }]
status: { replicas: 4 }
`;

function compared(change: (object: never) => void, expected = deployment) {
  const object = parse(live) as never;
  change(object);
  return compareObjects(parse(expected) as KubernetesDocument, object);
}

type Live = {
  metadata: { labels: Record<string, string> };
  spec: {
    template: {
      spec: {
        containers: {
          image: string;
          args: string[];
          env: { name: string; value: string }[];
          resources: { requests: Record<string, string> };
        }[];
      };
    };
  };
};
const container = (object: Live) =>
  object.spec.template.spec.containers[0] as Live['spec']['template']['spec']['containers'][number];

describe('a live object', () => {
  it('is as the revision has it, whatever the cluster adds', () => {
    expect(compared(() => undefined)).toEqual([]);
  });

  it.each<[string, (object: Live) => unknown, string, string, string]>([
    ['another image', (o) => Object.assign(container(o), { image: 'shop:2' }), '.image', 'shop:1', 'shop:2'],
    [
      'another value',
      (o) => Object.assign(container(o).env[0] ?? {}, { value: '9' }),
      '.env[name=B].value',
      '2',
      '9',
    ],
    ['a missing variable', (o) => void container(o).env.pop(), '.env[name=A]', 'exists', 'is not there'],
    ['another argument', (o) => container(o).args.splice(1, 1, 'slow'), '.args[1]', 'fast', 'slow'],
    ['one argument more', (o) => void container(o).args.push('x'), '.args', '2 items', '3 items'],
    [
      'less memory',
      (o) => Object.assign(container(o).resources.requests, { memory: '1000Mi' }),
      '.memory',
      '1Gi',
      '1000Mi',
    ],
    [
      'another label',
      (o) => Object.assign(o.metadata.labels, { app: 'x' }),
      'metadata.labels.app',
      'api',
      'x',
    ],
    ['no label', (o) => void delete o.metadata.labels.app, 'metadata.labels.app', 'api', 'is not there'],
  ])('with %s differs in that field alone', (_, change, path, expected, actual) => {
    const found = compared(change as never);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ object: 'Deployment/api', expected, actual });
    expect(found[0]?.path.endsWith(path)).toBe(true);
  });

  it('that is not there is a difference', () => {
    expect(compareObjects(parse(deployment) as KubernetesDocument, null)).toEqual([
      { object: 'Deployment/api', path: '', expected: 'exists', actual: 'is not there' },
    ]);
  });

  it('compares replicas only where the revision sets them: an autoscaler owns them otherwise', () => {
    const withReplicas = deployment.replace('minReadySeconds: 0', 'replicas: 2');
    expect(compared(() => undefined, withReplicas)).toMatchObject([
      { path: 'spec.replicas', expected: '2', actual: '4' },
    ]);
  });

  it('never shows what a Secret holds', () => {
    const secret = (value: string) => ({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'db' },
      data: { password: value },
    });
    const found = compareObjects(secret('aGVsbG8='), secret('b3RoZXI='));
    expect(found).toEqual([
      { object: 'Secret/db', path: 'data.password', expected: 'a secret value', actual: 'a secret value' },
    ]);
  });
});
