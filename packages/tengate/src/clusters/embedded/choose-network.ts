/**
 * Owns which addresses a cluster uses. Every cluster lives in a network namespace of its own, joined to the machine by one
 * link of two addresses, so that pods, Services and ports of several clusters never meet.
 */

import { TengateError } from '../../model/tengate-error.ts';
import { addressAt, formatNetwork, type Network, overlap, parseNetwork } from './machine/routes.ts';

export type ClusterNetwork = {
  /** IPv4 networks, `a.b.c.d/n`. */
  readonly pods: string;
  readonly services: string;
  /** Two addresses: the machine's end and the node's. */
  readonly link: string;
  readonly hostAddress: string;
  readonly nodeAddress: string;
  /** The tenth address of `services`, as kubeadm gives it to the DNS Service. */
  readonly dnsAddress: string;
};

/** The usual ranges first; then others, for a VPN that routes all of 10.0.0.0/8. */
const podCandidates = [
  ...range(244, 254).map((second) => `10.${second}.0.0/16`),
  ...range(24, 31).map((second) => `172.${second}.0.0/16`),
];
const serviceCandidates = [
  ...range(96, 110).map((second) => `10.${second}.0.0/16`),
  ...range(18, 23).map((second) => `172.${second}.0.0/16`),
];
const linkCandidates = ['10.213', '192.168', '172.17'].flatMap((start) =>
  range(0, 255).map((third) => `${start}.${third}.0/30`),
);

/**
 * Keeps `wanted` (the addresses of the last start, which the cluster's certificates name) where it is still free, and
 * otherwise takes the first free candidates.
 *
 * @param used networks that the machine routes and other clusters have
 * @throws TengateError `no-free-network`
 */
export function chooseNetwork(used: readonly Network[], wanted: ClusterNetwork | null): ClusterNetwork {
  const free = (candidate: string): boolean =>
    used.every((network) => network.prefix === 0 || !overlap(network, parseNetwork(candidate)));
  if (wanted !== null && [wanted.pods, wanted.services, wanted.link].every(free)) return wanted;
  const pods = podCandidates.find(free);
  const services = serviceCandidates.find(free);
  const link = linkCandidates.find(free);
  if (pods === undefined || services === undefined || link === undefined) {
    throw new TengateError({
      code: 'no-free-network',
      what: 'Every address range that a cluster could use is already routed on this machine.',
      todo: 'Look at `ip route`: a cluster takes one network each of 10.244-254.0.0/16 or 172.24-31.0.0/16 (pods), 10.96-110.0.0/16 or 172.18-23.0.0/16 (Services), and four addresses of 10.213.0.0/16, 192.168.0.0/16 or 172.17.0.0/16. A VPN that routes all private networks is the usual cause.',
      more: 'ip route',
    });
  }
  return {
    pods,
    services,
    link,
    hostAddress: addressAt(parseNetwork(link), 1),
    nodeAddress: addressAt(parseNetwork(link), 2),
    dnsAddress: addressAt(parseNetwork(services), 10),
  };
}

/** The pod network of the cluster's one node: the first /24 of `pods`, as the controller manager allocates it. */
export function nodePodNetwork(network: ClusterNetwork): string {
  return formatNetwork({ base: parseNetwork(network.pods).base, prefix: 24 });
}

/** The Service of the API server: the first address of `services`. */
export function apiServiceAddress(network: ClusterNetwork): string {
  return addressAt(parseNetwork(network.services), 1);
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
