/** Renders kube-proxy's configuration. */

import { stringify } from 'yaml';

export function kubeProxyConfig(options: {
  readonly kubeconfig: string;
  readonly podNetwork: string;
  readonly nodeAddress: string;
}): string {
  return stringify({
    apiVersion: 'kubeproxy.config.k8s.io/v1alpha1',
    kind: 'KubeProxyConfiguration',
    mode: 'iptables',
    clusterCIDR: options.podNetwork,
    clientConnection: { kubeconfig: options.kubeconfig },
    // The machine's connection tracking is the machine's own.
    conntrack: { maxPerCore: 0, min: 0, tcpEstablishedTimeout: '0s', tcpCloseWaitTimeout: '0s' },
    nodePortAddresses: [`${options.nodeAddress}/32`, '127.0.0.0/8'],
    // A Service change reaches the rules at once instead of up to a second later.
    iptables: { localhostNodePorts: true, minSyncPeriod: '100ms', syncPeriod: '30s' },
  });
}
