import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { compareObject, type PlainObject } from './compare-object.ts';

const deployment = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: shop, labels: { app: shop, tier: back } }
spec:
  replicas: 2
  minReadySeconds: 0
  selector: { matchLabels: { app: shop } }
  template:
    metadata: { labels: { app: shop }, annotations: { checksum/config: abc } }
    spec:
      automountServiceAccountToken: false
      hostNetwork: false
      tolerations: []
      nodeSelector: {}
      containers:
        - name: api
          image: shop:1
          args: [serve, --quiet]
          env:
            - { name: MODE, value: fast }
            - { name: EMPTY, value: "" }
            - { name: KEY, valueFrom: { secretKeyRef: { name: db, key: url } } }
          ports: [{ name: http, containerPort: 8080 }]
          resources: { requests: { cpu: 0.5, memory: 1Gi }, limits: { cpu: 1 } }
          volumeMounts: [{ name: tmp, mountPath: /tmp }]
        - { name: side, image: "side:1" }
      volumes: [{ name: tmp, emptyDir: {} }]
`;
const service = `
apiVersion: v1
kind: Service
metadata: { name: shop }
spec:
  type: NodePort
  selector: { app: shop }
  ports: [{ name: http, port: 80, targetPort: http, nodePort: null }]
`;
const config = `
apiVersion: v1
kind: ConfigMap
metadata: { name: shop }
data: { MODE: fast, COLOUR: red }
`;
const policy = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: shop }
spec:
  podSelector: {}
  egress: [{ ports: [{ port: 53, protocol: UDP }, { port: 53, protocol: TCP }] }]
`;

/** As the API server would hold it: its defaults filled in, quantities in its own spelling, nothing empty kept. */
const liveDeployment = `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
  namespace: dev
  uid: 1-2-3
  generation: 3
  creationTimestamp: "2026-11-20T12:00:00Z"
  labels: { app: shop, tier: back }
  annotations: { deployment.kubernetes.io/revision: "3", meta.helm.sh/release-name: shop }
spec:
  replicas: 2
  progressDeadlineSeconds: 600
  revisionHistoryLimit: 10
  strategy: { type: RollingUpdate }
  selector: { matchLabels: { app: shop } }
  template:
    metadata: { creationTimestamp: null, labels: { app: shop }, annotations: { checksum/config: abc } }
    spec:
      automountServiceAccountToken: false
      dnsPolicy: ClusterFirst
      schedulerName: default-scheduler
      securityContext: {}
      containers:
        - name: side
          image: side:1
          resources: {}
        - name: api
          image: shop:1
          imagePullPolicy: IfNotPresent
          terminationMessagePath: /dev/termination-log
          args: [serve, --quiet]
          env:
            - { name: MODE, value: fast }
            - { name: EMPTY }
            - { name: KEY, valueFrom: { secretKeyRef: { name: db, key: url } } }
          ports: [{ name: http, containerPort: 8080, protocol: TCP }]
          resources: { requests: { cpu: 500m, memory: 1024Mi }, limits: { cpu: "1" } }
          volumeMounts: [{ name: tmp, mountPath: /tmp }]
      volumes: [{ name: tmp, emptyDir: {} }]
status: { replicas: 2 }
`;
const liveService = `
apiVersion: v1
kind: Service
metadata: { name: shop, namespace: dev }
spec:
  type: NodePort
  clusterIP: 10.96.0.7
  selector: { app: shop }
  ports: [{ name: http, port: 80, targetPort: http, nodePort: 31234, protocol: TCP }]
status: { loadBalancer: {} }
`;

// biome-ignore lint/suspicious/noExplicitAny: the tests reach into parsed YAML
type Loose = any;
type Change = (object: Loose) => void;

function differences(manifest: string, live: string, change: Change = () => undefined) {
  const object = parse(live);
  change(object);
  return compareObject(parse(manifest) as PlainObject, object as PlainObject);
}

const podOf = (object: Loose) => object.spec.template.spec;
const apiOf = (object: Loose) =>
  podOf(object).containers.find(({ name }: { name: string }) => name === 'api');

describe('an object', () => {
  it.each([
    ['Deployment', deployment, liveDeployment],
    ['Service', service, liveService],
    ['ConfigMap', config, config],
    ['NetworkPolicy', policy, policy],
  ])('with nothing but the defaults of the server has no drift: %s', (_kind, manifest, live) => {
    expect(differences(manifest, live)).toEqual([]);
  });

  it.each<[string, Change, string, string, string]>([
    [
      'an image',
      (o) => (apiOf(o).image = 'shop:2'),
      'spec.template.spec.containers[api].image',
      'shop:1',
      'shop:2',
    ],
    [
      'an env value',
      (o) => (apiOf(o).env[0].value = 'slow'),
      'spec.template.spec.containers[api].env[MODE].value',
      'fast',
      'slow',
    ],
    [
      'an env variable more',
      (o) => apiOf(o).env.push({ name: 'X', value: '1' }),
      'spec.template.spec.containers[api].env[X]',
      'absent',
      '{"name":"X","value":"1"}',
    ],
    [
      'an env variable less',
      (o) => apiOf(o).env.splice(0, 1),
      'spec.template.spec.containers[api].env[MODE]',
      '{"name":"MODE","value":"fast"}',
      'absent',
    ],
    ['a label', (o) => (o.metadata.labels.tier = 'front'), 'metadata.labels.tier', 'back', 'front'],
    ['a label that is gone', (o) => delete o.metadata.labels.tier, 'metadata.labels.tier', 'back', 'absent'],
    [
      'an annotation of the template',
      (o) => (o.spec.template.metadata.annotations['checksum/config'] = 'x'),
      'spec.template.metadata.annotations.checksum/config',
      'abc',
      'x',
    ],
    ['the replicas', (o) => (o.spec.replicas = 5), 'spec.replicas', '2', '5'],
    [
      'a limit',
      (o) => (apiOf(o).resources.limits.cpu = '2'),
      'spec.template.spec.containers[api].resources.limits.cpu',
      '1',
      '2',
    ],
    [
      'a limit that is gone',
      (o) => delete apiOf(o).resources.limits,
      'spec.template.spec.containers[api].resources.limits',
      '{"cpu":1}',
      'absent',
    ],
    [
      'an argument',
      (o) => {
        apiOf(o).args[0] = '--quiet';
      },
      'spec.template.spec.containers[api].args[0]',
      'serve',
      '--quiet',
    ],
    [
      'a container more',
      (o) => podOf(o).containers.push({ name: 'spy', image: 'spy' }),
      'spec.template.spec.containers[spy]',
      'absent',
      '{"name":"spy","image":"spy"}',
    ],
    [
      'a container less',
      (o) => podOf(o).containers.shift(),
      'spec.template.spec.containers[side]',
      '{"name":"side","image":"side:1"}',
      'absent',
    ],
    [
      'the source of a volume',
      (o) => (podOf(o).volumes[0] = { name: 'tmp', hostPath: { path: '/' } }),
      'spec.template.spec.volumes[tmp].emptyDir',
      '{}',
      'absent',
    ],
    [
      'a false that means something',
      (o) => delete podOf(o).automountServiceAccountToken,
      'spec.template.spec.automountServiceAccountToken',
      'false',
      'absent',
    ],
    [
      'a false that became true',
      (o) => (podOf(o).hostNetwork = true),
      'spec.template.spec.hostNetwork',
      'false',
      'true',
    ],
    [
      'an empty list that was filled',
      (o) => (podOf(o).tolerations = [{ operator: 'Exists' }]),
      'spec.template.spec.tolerations[0]',
      'absent',
      '{"operator":"Exists"}',
    ],
    [
      'a node selector',
      (o) => (podOf(o).nodeSelector = { disk: 'ssd' }),
      'spec.template.spec.nodeSelector.disk',
      'absent',
      'ssd',
    ],
    [
      'a port',
      (o) => (apiOf(o).ports[0].containerPort = 9090),
      'spec.template.spec.containers[api].ports[http].containerPort',
      '8080',
      '9090',
    ],
  ])('of which somebody changed %s is told by that field', (_what, change, path, expected, actual) => {
    expect(differences(deployment, liveDeployment, change)).toEqual([
      { object: 'Deployment/shop', path, expected, actual },
    ]);
  });

  it('tells a changed port of a Service as one difference', () => {
    expect(differences(service, liveService, (o) => (o.spec.ports[0].port = 81))).toEqual([
      { object: 'Service/shop', path: 'spec.ports[http].port', expected: '80', actual: '81' },
    ]);
  });

  it('tells a selector that somebody narrowed', () => {
    expect(differences(service, liveService, (o) => (o.spec.selector.canary = 'yes'))).toMatchObject([
      { path: 'spec.selector.canary', expected: 'absent', actual: 'yes' },
    ]);
  });

  it('tells values, keys more and keys less of a ConfigMap', () => {
    const change: Change = (o) => {
      o.data = { MODE: 'slow', EXTRA: '1' };
    };
    expect(differences(config, config, change).map(({ path }) => path)).toEqual([
      'data.MODE',
      'data.COLOUR',
      'data.EXTRA',
    ]);
  });

  it('tells the ports of a policy though two have the same number', () => {
    const change: Change = (o) => {
      o.spec.egress[0].ports[1].port = 54;
    };
    expect(differences(policy, policy, change).map(({ path }) => path)).toEqual([
      'spec.egress[0].ports[53/TCP]',
      'spec.egress[0].ports[54/TCP]',
    ]);
  });

  it('never shows what a Secret holds, given as text or encoded', () => {
    const manifest = `
apiVersion: v1
kind: Secret
metadata: { name: db }
stringData: { PASSWORD: hunter2 }
data: { URL: c2VjcmV0 }
`;
    const live = (password: string) => `
apiVersion: v1
kind: Secret
metadata: { name: db }
data: { URL: c2VjcmV0, PASSWORD: ${password} }
`;
    expect(differences(manifest, live(Buffer.from('hunter2').toString('base64')))).toEqual([]);
    const found = differences(manifest, live(Buffer.from('stolen').toString('base64')));
    expect(found).toEqual([
      {
        object: 'Secret/db',
        path: 'data.PASSWORD',
        expected: 'a value that is not shown',
        actual: 'a value that is not shown',
      },
    ]);
    expect(JSON.stringify(found)).not.toMatch(/hunter2|aHVudGVyMg|c3RvbGVu/);
  });

  it('of a kind that Kubernetes does not know is compared as it is written', () => {
    const custom = `
apiVersion: example.com/v1
kind: Shop
metadata: { name: one }
spec: { replicas: 0, env: [{ name: a, value: "1" }, { name: b, value: "2" }], data: { k: v } }
`;
    expect(differences(custom, custom)).toEqual([]);
    const change: Change = (o) => {
      delete o.spec.replicas;
      o.spec.env.reverse();
      o.spec.data.more = 'by its controller';
    };
    expect(differences(custom, custom, change).map(({ path }) => path)).toEqual([
      'spec.replicas',
      'spec.env[0].name',
      'spec.env[0].value',
      'spec.env[1].name',
      'spec.env[1].value',
    ]);
  });

  const text = fc.string({ minLength: 1, maxLength: 8 });
  const labels = fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), text, { maxKeys: 3 });
  const container = fc.record({
    name: fc.stringMatching(/^[a-z]{1,6}$/),
    image: text,
    args: fc.array(text, { maxLength: 3 }),
    env: fc.uniqueArray(fc.record({ name: fc.stringMatching(/^[A-Z]{1,5}$/), value: fc.string() }), {
      selector: ({ name }) => name,
      maxLength: 4,
    }),
    resources: fc.record({ limits: fc.record({ cpu: fc.integer({ min: 1, max: 64 }) }) }),
  });
  const object = fc.record({
    labels,
    replicas: fc.integer({ min: 0, max: 9 }),
    paused: fc.boolean(),
    containers: fc.uniqueArray(container, { selector: ({ name }) => name, minLength: 1, maxLength: 3 }),
    seed: fc.integer(),
  });

  it('that is its manifest plus whatever the server adds has no drift, and every change of a scalar is found', () => {
    fc.assert(
      fc.property(object, ({ labels: own, replicas, paused, containers, seed }) => {
        const manifest = {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          metadata: { name: 'x', labels: own },
          spec: { replicas, paused, template: { spec: { containers } } },
        };
        const live = asServed(manifest, seed);
        expect(compareObject(manifest, live)).toEqual([]);
        const changed: Loose = structuredClone(live);
        changed.spec.template.spec.containers[0].image += '!';
        expect(compareObject(manifest, changed)).toHaveLength(1);
      }),
    );
  });
});

/** What an API server does to an object: defaults more, the empty left out, quantities respelled, named lists in any order. */
function asServed(manifest: unknown, seed: number): PlainObject {
  const object: Loose = structuredClone(manifest);
  object.metadata = { ...object.metadata, uid: 'u', creationTimestamp: '2026-11-20T12:00:00Z' };
  if (Object.keys(object.metadata.labels).length === 0) delete object.metadata.labels;
  if (object.spec.paused === false) delete object.spec.paused;
  object.spec.strategy = { type: 'RollingUpdate' };
  object.status = { replicas: 1 };
  const { containers } = object.spec.template.spec;
  for (const one of containers) {
    if (one.args.length === 0) delete one.args;
    if (one.env.length === 0) delete one.env;
    for (const variable of one.env ?? []) if (variable.value === '') delete variable.value;
    one.resources.limits.cpu = `${one.resources.limits.cpu}000m`;
    one.imagePullPolicy = 'Always';
  }
  if (seed % 2 === 0) containers.reverse();
  return object;
}
