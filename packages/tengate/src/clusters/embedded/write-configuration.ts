/** Owns writing the configuration files of all components. */

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { nodePodNetwork } from './choose-network.ts';
import type { ClusterLayout } from './cluster-layout.ts';
import type { ClusterRecord } from './cluster-record.ts';
import { configFiles, nodeName } from './component-plan.ts';
import { cgroupRoot } from './machine/pod-cgroups.ts';
import { podResolvConf } from './machine/pod-resolv-conf.ts';
import { proxyKubeconfig } from './pki.ts';
import { buildkitdConfig } from './render/buildkitd-config.ts';
import { cniConfig } from './render/cni-config.ts';
import { containerdConfig } from './render/containerd-config.ts';
import { kubeProxyConfig } from './render/kube-proxy-config.ts';
import { kubeadmConfig } from './render/kubeadm-config.ts';
import { kubeletConfig } from './render/kubelet-config.ts';

/** systemd-resolved's list of the real servers, where /etc/resolv.conf names only its stub. */
const resolvConfFiles = ['/etc/resolv.conf', '/run/systemd/resolve/resolv.conf'];

/**
 * @param options.sandboxImage reference of the pause image
 * @param options.mtu          of the machine's way out
 * @returns whether pods have a DNS server of the machine to ask
 */
export function writeConfiguration(options: {
  readonly layout: ClusterLayout;
  readonly record: ClusterRecord;
  readonly sandboxImage: string;
  readonly mtu: number;
}): { readonly hasUpstream: boolean } {
  const { layout, record, sandboxImage, mtu } = options;
  const { network } = record;
  const resolvConf = podResolvConf(resolvConfFiles.map(readIfThere));
  const file = (name: string): string => join(layout.config, name);
  const files: Readonly<Record<string, string>> = {
    [configFiles.resolvConf]: resolvConf.text,
    [configFiles.kubeadm]: kubeadmConfig({
      clusterName: layout.name,
      kubernetesVersion: record.kubernetesVersion,
      pki: layout.pki,
      endpoint: `${record.loopback}:${record.apiPort}`,
      network,
      nodeName,
      containerdSocket: layout.containerdSocket,
    }),
    [configFiles.containerd]: containerdConfig({
      root: layout.containerd,
      state: layout.containerdState,
      socket: layout.containerdSocket,
      programs: layout.bin,
      cniConfig: layout.cniConfig,
      sandboxImage,
    }),
    [configFiles.cni]: cniConfig({
      subnet: nodePodNetwork(network),
      dataFolder: join(layout.cni, 'addresses'),
      mtu,
    }),
    [configFiles.kubelet]: kubeletConfig({
      clusterCa: join(layout.pki, 'ca.crt'),
      certificate: join(layout.pki, 'apiserver.crt'),
      key: join(layout.pki, 'apiserver.key'),
      dnsAddress: network.dnsAddress,
      resolvConf: file(configFiles.resolvConf),
      containerdSocket: layout.containerdSocket,
      cgroupRoot: cgroupRoot(layout.key),
      volumePlugins: join(layout.run, 'volume-plugins'),
    }),
    [configFiles.kubeProxy]: kubeProxyConfig({
      kubeconfig: proxyKubeconfig(layout),
      podNetwork: network.pods,
      nodeAddress: network.nodeAddress,
    }),
    [configFiles.buildkitd]: buildkitdConfig({
      root: layout.buildkit,
      socket: layout.buildkitSocket,
      containerdSocket: layout.containerdSocket,
    }),
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(file(name)), { recursive: true });
    writeFileSync(file(name), text);
  }
  return { hasUpstream: resolvConf.servers.length > 0 };
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
