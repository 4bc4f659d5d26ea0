/** Renders what kubeadm needs to make keys, kubeconfigs and the CoreDNS manifest. */

import { stringify } from 'yaml';
import type { ClusterNetwork } from '../choose-network.ts';

/** A stopped cluster must start again years later; its keys never leave the machine. */
const validity = '87600h0m0s';

/**
 * @param options.endpoint  `127.0.0.1:6443`: the same address reaches the API server from the machine and inside
 */
export function kubeadmConfig(options: {
  readonly clusterName: string;
  readonly kubernetesVersion: string;
  readonly pki: string;
  readonly endpoint: string;
  readonly network: ClusterNetwork;
  readonly nodeName: string;
  readonly containerdSocket: string;
}): string {
  const { clusterName, kubernetesVersion, pki, endpoint, network, nodeName, containerdSocket } = options;
  const [host, port] = endpoint.split(':') as [string, string];
  return [
    {
      apiVersion: 'kubeadm.k8s.io/v1beta4',
      kind: 'ClusterConfiguration',
      kubernetesVersion: `v${kubernetesVersion}`,
      clusterName,
      certificatesDir: pki,
      controlPlaneEndpoint: endpoint,
      encryptionAlgorithm: 'ECDSA-P256',
      certificateValidityPeriod: validity,
      networking: { podSubnet: network.pods, serviceSubnet: network.services, dnsDomain: 'cluster.local' },
      apiServer: { certSANs: [host, '127.0.0.1', 'localhost', nodeName, network.nodeAddress] },
      // An etcd that listens on the namespace's loopback only: no certificates for it.
      etcd: { external: { endpoints: ['http://127.0.0.1:2379'] } },
    },
    {
      apiVersion: 'kubeadm.k8s.io/v1beta4',
      kind: 'InitConfiguration',
      localAPIEndpoint: { advertiseAddress: network.nodeAddress, bindPort: Number(port) },
      nodeRegistration: { name: nodeName, criSocket: `unix://${containerdSocket}`, taints: [] },
    },
  ]
    .map((document) => stringify(document))
    .join('---\n');
}

/** The context that kubeadm writes for the administrator. */
export function contextName(clusterName: string): string {
  return `kubernetes-admin@${clusterName}`;
}
