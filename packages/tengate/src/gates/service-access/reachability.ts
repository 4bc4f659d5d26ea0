/** Whether the services answer: from this machine through their NodePorts, and from inside through cluster DNS. */

import type { V1Pod } from '@kubernetes/client-node';
import type { Finding } from '../../model/evidence.ts';
import { waitUntil } from '../../ports/wait-until.ts';
import { type ClusterAccess, type GateContext, gateStep } from '../gate-context.ts';
import type { GatePart } from '../gate-outcomes.ts';
import { exchange, type HttpExchange, shortened } from './http-exchange.ts';
import { askFromInside, type InsideAnswer } from './inside-request.ts';
import { type ServiceAddress, serviceAddresses } from './node-ports.ts';

/** The rules of a NodePort follow the Service by a second; a Service that answers nothing for longer is not reachable. */
const outsideDeadlineMs = 15_000;
const outsideIntervalMs = 500;

export function addressesIn(
  context: GateContext,
  cluster: ClusterAccess,
  namespace: string,
): Promise<readonly ServiceAddress[]> {
  return serviceAddresses({
    reader: cluster.reader,
    namespace,
    nodeAddress: cluster.handle.nodeAddress,
    services: context.configuration.services,
  });
}

export async function askFromOutside(context: GateContext, address: ServiceAddress): Promise<GatePart> {
  const { name, baseUrl, path, problem } = address;
  const measurement = { name: `${name}: status through its NodePort`, bound: '200' };
  if (baseUrl === null)
    return {
      measurements: [{ ...measurement, value: null, verdict: 'failed' }],
      findings: [
        {
          code: 'node-port-missing',
          subject: `service ${name}`,
          what: problem ?? 'it has no NodePort',
          todo: 'let the chart make a Service of type NodePort with this port',
        },
      ],
      evidence: [],
    };
  const { clock, signal } = context;
  const exchanges: HttpExchange[] = [];
  await waitUntil({
    clock,
    deadlineMs: outsideDeadlineMs,
    intervalMs: outsideIntervalMs,
    signal,
    observe: async () => {
      const one = await exchange({
        fetch: context.fetch,
        clock,
        method: 'GET',
        url: `${baseUrl}${path}`,
        signal,
      });
      exchanges.push(shortened(one));
      return one.status === 200
        ? { done: true, value: null }
        : { done: false, seen: one.error ?? `status ${one.status}` };
    },
  });
  const last = exchanges.at(-1);
  const ok = last?.status === 200;
  return {
    measurements: [
      { ...measurement, value: last?.status ?? null, verdict: ok ? 'passed' : 'failed' },
      { name: `${name}: answered at the attempt`, value: ok ? exchanges.length : null, unit: 'count' },
    ],
    findings: ok ? [] : [outsideFinding(address, last)],
    evidence: [{ kind: 'http', subject: `${name} from outside`, data: exchanges }],
  };
}

function outsideFinding(address: ServiceAddress, last: HttpExchange | undefined): Finding {
  return {
    code: last?.status === null ? 'service-unreachable' : 'service-answers-wrongly',
    subject: `service ${address.name}`,
    what: `${address.baseUrl}${address.path}: ${last?.error ?? `status ${last?.status}`}, for ${outsideDeadlineMs / 1_000} s`,
    todo: "compare the Service's selector and targetPort with its pods, and read their log",
  };
}

export async function askAllFromInside(
  context: GateContext,
  cluster: ClusterAccess,
  addresses: readonly ServiceAddress[],
): Promise<readonly GatePart[]> {
  context.progress({ kind: 'detail', id: gateStep(4), text: 'asks the services from inside the cluster' });
  const { namespace } = cluster.plan;
  const pods = (await cluster.reader.list<V1Pod>('pods', namespace)).filter(isReady);
  return Promise.all(
    addresses.map(async (address) => {
      const url = `${address.insideUrl}${address.path}`;
      const answers = await askFromInside({ reader: cluster.reader, namespace, pods, url });
      return insidePart(address, url, answers);
    }),
  );
}

function insidePart(address: ServiceAddress, url: string, answers: readonly InsideAnswer[]): GatePart {
  const status = answers.at(-1)?.status ?? null;
  // Without any pod to ask from nothing was measured; a pod that asked in vain is a measurement.
  const verdict = status === 200 ? 'passed' : answers.length === 0 ? 'unknown' : 'failed';
  return {
    measurements: [
      { name: `${address.name}: status through cluster DNS`, value: status, bound: '200', verdict },
    ],
    findings:
      verdict === 'failed'
        ? [
            {
              code: 'service-unreachable-inside',
              subject: `service ${address.name}`,
              what: `${url}: ${status === null ? answers.map(({ pod, how }) => `${pod}: ${how}`).join('; ') : `status ${status}`}`,
              todo: 'look at cluster DNS, the Service and the network policies between the pods',
            },
          ]
        : [],
    evidence: [{ kind: 'http', subject: `${address.name} from inside`, data: answers }],
  };
}

function isReady(pod: V1Pod): boolean {
  return pod.status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ?? false;
}
