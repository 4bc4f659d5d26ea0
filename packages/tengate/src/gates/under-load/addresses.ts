/** At which addresses the prober asks: the Service's own and its NodePort, as numbers, so that no name is looked up under load. */

import type { V1Node, V1Service } from '@kubernetes/client-node';
import type { ServiceConfiguration } from '../../model/configuration.ts';
import type { ReleaseTarget } from '../../steps/change-release.ts';

/** @returns `10.96.12.7:3000`; `null` where there is no such Service, or it has no address of its own */
export async function insideAddress(
  { reader, plan }: ReleaseTarget,
  { service, port }: ServiceConfiguration,
): Promise<string | null> {
  const found = await reader.get<V1Service>('services', plan.namespace, service);
  const address = found?.spec?.clusterIP;
  return address === undefined || address === 'None' ? null : `${bracketed(address)}:${port}`;
}

/** @returns address of the first node with the Service's NodePort; `null` where it has none */
export async function nodePortAddress(
  { reader, plan }: ReleaseTarget,
  { service, port }: ServiceConfiguration,
): Promise<string | null> {
  const found = await reader.get<V1Service>('services', plan.namespace, service);
  const nodePort = found?.spec?.ports?.find((one) => one.port === port)?.nodePort;
  const [node] = await reader.list<V1Node>('nodes', null);
  const address = node?.status?.addresses?.find(({ type }) => type === 'InternalIP')?.address;
  return nodePort === undefined || address === undefined ? null : `${bracketed(address)}:${nodePort}`;
}

function bracketed(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}
