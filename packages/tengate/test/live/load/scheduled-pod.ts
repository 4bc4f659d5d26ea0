/** A pod that refuses, resets and stalls by the number of a request, behind a NodePort, and counts what it did. */

import type { V1Pod, V1Service } from '@kubernetes/client-node';
import type { ClusterReader } from '../../../src/ports/cluster-reader.ts';
import { waitUntil } from '../../../src/ports/wait-until.ts';
import { systemClock } from '../../../src/system/clock.ts';

const name = 'scheduled';
const port = 8080;
/** From the first of these numbers on, nothing is answered until the last has come. */
export const stall = { first: 200, last: 260 };

/** By stream, as the prober names it in `x-stream`. */
export type Counts = Readonly<
  Record<string, { readonly all: number; readonly refused: number; readonly reset: number }>
>;

const program = `
const counts = {}; const held = {}; const over = {};
require('node:http').createServer((request, response) => {
  if (request.url === '/counts') return response.end(JSON.stringify(counts));
  const number = Number(request.headers['x-number']);
  const stream = request.headers['x-stream'];
  const count = (counts[stream] ??= { all: 0, refused: 0, reset: 0 });
  const answer = (one) => one.writeHead(200, { 'x-served-by': require('node:os').hostname() }).end('ok');
  count.all += 1;
  if (number === ${stall.last}) { over[stream] = true; for (const one of held[stream] ?? []) answer(one); }
  // Over several connections one may overtake another.
  if (number >= ${stall.first} && number < ${stall.last} && !over[stream]) (held[stream] ??= []).push(response);
  else if (number % 10 === 3) { count.refused += 1; response.writeHead(503, { 'x-served-by': require('node:os').hostname() }).end(); }
  else if (number % 10 === 7) { count.reset += 1; request.socket.resetAndDestroy(); }
  else answer(response);
}).listen(${port});
process.on('SIGTERM', () => process.exit(0));
`;

/** @returns addresses of the Service and of its NodePort, and what the pod has counted */
export async function startScheduledPod(options: {
  readonly reader: ClusterReader;
  readonly namespace: string;
  readonly image: string;
  readonly nodeAddress: string;
}): Promise<{
  readonly inside: string;
  readonly nodePort: string;
  readonly counts: () => Promise<Counts>;
}> {
  const { reader, namespace, image, nodeAddress } = options;
  await reader.create({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: namespace, labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
  });
  const service = await reader.create<V1Service>({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace },
    spec: { type: 'NodePort', selector: { app: name }, ports: [{ port }] },
  });
  await reader.create<V1Pod>({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels: { app: name } },
    spec: {
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [
        {
          name,
          image,
          imagePullPolicy: 'IfNotPresent',
          command: ['node', '-e', program],
          ports: [{ containerPort: port }],
          readinessProbe: { httpGet: { path: '/counts', port }, periodSeconds: 1 },
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
        },
      ],
    },
  });
  const ready = await waitUntil({
    clock: systemClock,
    deadlineMs: 120_000,
    intervalMs: 100,
    observe: async () => {
      const pod = await reader.get<V1Pod>('pods', namespace, name);
      return pod?.status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True')
        ? { done: true, value: null }
        : { done: false, seen: pod?.status?.phase ?? 'no pod' };
    },
  });
  if (ready.status === 'timed-out') throw new Error(`the scheduled pod is not Ready: ${ready.seen}`);
  return {
    inside: `http://${service.spec?.clusterIP}:${port}/`,
    nodePort: `http://${nodeAddress}:${service.spec?.ports?.[0]?.nodePort}/`,
    counts: async () => {
      const ask = `fetch('http://127.0.0.1:${port}/counts').then((one) => one.text()).then(console.log)`;
      const { stdout } = await reader.exec(namespace, name, name, ['node', '-e', ask], 30_000);
      return JSON.parse(stdout) as Counts;
    },
  };
}
