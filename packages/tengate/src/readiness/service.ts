/** The readiness of a Service: whether its selector finds pods and its EndpointSlices hold ready addresses. */

import type { V1EndpointSlice, V1Pod, V1Service } from '@kubernetes/client-node';
import { hopeless, type Readiness, ready, secondsSince, waiting } from './readiness.ts';

/** The endpoint controller follows within a second; a selector that finds nothing for longer finds nothing. */
const patienceSeconds = 5;

/**
 * @param options.slices EndpointSlices of this Service
 * @param options.pods   pods of the namespace
 */
export function serviceReadiness(
  service: V1Service,
  options: {
    readonly slices: readonly V1EndpointSlice[];
    readonly pods: readonly V1Pod[];
    readonly now: Date;
  },
): Readiness {
  const selector = service.spec?.selector ?? {};
  if (service.spec?.type === 'ExternalName' || Object.keys(selector).length === 0)
    return ready('its endpoints are not chosen by labels');
  const endpoints = options.slices.flatMap((slice) => slice.endpoints ?? []);
  const answering = endpoints.filter(({ conditions }) => conditions?.ready !== false);
  const offersPorts = options.slices.some(({ ports }) => (ports ?? []).length > 0);
  const portless = (service.spec?.ports ?? []).length > 0 && answering.length > 0 && !offersPorts;
  if (portless) return hopeless('port-not-offered', `no pod behind ${ports(service)} names this port`);
  if (answering.length > 0) return ready(`${answering.length} endpoints`);
  const matched = options.pods.filter((pod) => matches(pod, selector));
  if (matched.length > 0) return waiting('no-endpoints', `none of its ${matched.length} pods is ready`);
  const text = `no pod carries the labels ${Object.entries(selector)
    .map(([key, value]) => `${key}=${value}`)
    .join(',')}`;
  const old = secondsSince(service.metadata?.creationTimestamp, options.now) > patienceSeconds;
  // Pods of the namespace that are all unready yet may be of a controller that has created none for this Service.
  const settled = options.pods.length > 0 && options.pods.every(isReady);
  return old && settled ? hopeless('selector-matches-nothing', text) : waiting('no-endpoints', text);
}

export function slicesOf(slices: readonly V1EndpointSlice[], service: V1Service): readonly V1EndpointSlice[] {
  return slices.filter(
    ({ metadata }) => metadata?.labels?.['kubernetes.io/service-name'] === service.metadata?.name,
  );
}

function matches(pod: V1Pod, selector: Readonly<Record<string, string>>): boolean {
  const labels = pod.metadata?.labels ?? {};
  return Object.entries(selector).every(([key, value]) => labels[key] === value);
}

function isReady(pod: V1Pod): boolean {
  return pod.status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ?? false;
}

function ports(service: V1Service): string {
  return (service.spec?.ports ?? []).map(({ targetPort, port }) => String(targetPort ?? port)).join(', ');
}
