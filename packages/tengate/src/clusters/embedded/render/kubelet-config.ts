/** Renders the kubelet's configuration. */

import { stringify } from 'yaml';

/**
 * @param options.cgroupRoot   absolute cgroup path that holds every pod of this cluster and of no other
 * @param options.resolvConf   file that pods with the machine's DNS get
 * @param options.certificate  served to the API server and metrics-server; names the node's address
 */
export function kubeletConfig(options: {
  readonly clusterCa: string;
  readonly certificate: string;
  readonly key: string;
  readonly dnsAddress: string;
  readonly resolvConf: string;
  readonly containerdSocket: string;
  readonly cgroupRoot: string;
  readonly volumePlugins: string;
}): string {
  return stringify({
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    authentication: {
      anonymous: { enabled: false },
      webhook: { enabled: true },
      x509: { clientCAFile: options.clusterCa },
    },
    authorization: { mode: 'Webhook' },
    tlsCertFile: options.certificate,
    tlsPrivateKeyFile: options.key,
    clusterDNS: [options.dnsAddress],
    clusterDomain: 'cluster.local',
    resolvConf: options.resolvConf,
    containerRuntimeEndpoint: `unix://${options.containerdSocket}`,
    cgroupDriver: 'cgroupfs',
    cgroupRoot: options.cgroupRoot,
    failCgroupV1: false,
    failSwapOn: false,
    volumePluginDir: options.volumePlugins,
    // A developer's machine is full more often than a server; images are kept, whoever made them wants them back.
    evictionHard: { 'memory.available': '100Mi', 'nodefs.available': '1%', 'imagefs.available': '1%' },
    imageGCHighThresholdPercent: 100,
    serializeImagePulls: false,
    // Every event counts in a proof: none is dropped for its rate.
    eventRecordQPS: 0,
    enableProfilingHandler: false,
    shutdownGracePeriod: '0s',
  });
}
