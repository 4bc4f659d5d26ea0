import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { chooseNetwork } from '../choose-network.ts';
import { buildkitdConfig } from './buildkitd-config.ts';
import { cniConfig } from './cni-config.ts';
import { containerdConfig } from './containerd-config.ts';
import { kubeProxyConfig } from './kube-proxy-config.ts';
import { contextName, kubeadmConfig } from './kubeadm-config.ts';
import { kubeletConfig } from './kubelet-config.ts';

describe('configuration files', () => {
  it('kubeadm gets one address for inside and outside, and certificates that name it', () => {
    const [cluster, init] = parseAllDocuments(
      kubeadmConfig({
        clusterName: 'tengate',
        kubernetesVersion: '1.36.3',
        pki: '/state/pki',
        endpoint: '127.0.0.2:6443',
        network: chooseNetwork([], null),
        nodeName: 'tengate',
        containerdSocket: '/run/c.sock',
      }),
    ).map((document) => document.toJS());
    expect(cluster).toMatchObject({ controlPlaneEndpoint: '127.0.0.2:6443', kubernetesVersion: 'v1.36.3' });
    expect(cluster.apiServer.certSANs).toEqual(
      expect.arrayContaining(['127.0.0.2', '10.213.0.2', 'localhost']),
    );
    expect(init.nodeRegistration).toMatchObject({ criSocket: 'unix:///run/c.sock', taints: [] });
    expect(contextName('tengate')).toBe('kubernetes-admin@tengate');
  });

  it('the kubelet keeps its pods in a cgroup of its own and starts with swap and cgroup version 1', () => {
    const config = parse(
      kubeletConfig({
        clusterCa: '/ca',
        certificate: '/crt',
        key: '/key',
        dnsAddress: '10.96.0.10',
        resolvConf: '/resolv.conf',
        containerdSocket: '/run/c.sock',
        cgroupRoot: '/tengate-1',
        volumePlugins: '/plugins',
      }),
    );
    expect(config).toMatchObject({
      cgroupRoot: '/tengate-1',
      cgroupDriver: 'cgroupfs',
      failSwapOn: false,
      failCgroupV1: false,
      clusterDNS: ['10.96.0.10'],
    });
  });

  it('kube-proxy leaves connection tracking of the machine alone', () => {
    const config = parse(
      kubeProxyConfig({ kubeconfig: '/k', podNetwork: '10.244.0.0/16', nodeAddress: '10.213.0.2' }),
    );
    expect(config.conntrack).toMatchObject({ maxPerCore: 0, min: 0 });
    expect(config.nodePortAddresses).toContain('10.213.0.2/32');
  });

  it('pod packets are no larger than the machine sends', () => {
    const { plugins } = JSON.parse(cniConfig({ subnet: '10.244.0.0/24', dataFolder: '/d', mtu: 1400 }));
    expect(plugins[0]).toMatchObject({ type: 'bridge', mtu: 1400, hairpinMode: true });
    expect(plugins[1]).toMatchObject({ type: 'portmap' });
  });

  it('containerd and buildkitd quote paths with blanks and quotes', () => {
    const odd = '/state of "me"';
    const containerd = containerdConfig({
      root: odd,
      state: '/run/s',
      socket: '/run/c.sock',
      programs: '/bin folder',
      cniConfig: '/cni',
      sandboxImage: 'registry.k8s.io/pause:3.10.2',
    });
    expect(containerd).toContain('root = "/state of \\"me\\""');
    expect(containerd).toContain('BinaryName = "/bin folder/runc"');
    expect(containerd).toContain('sandbox = "registry.k8s.io/pause:3.10.2"');
    expect(buildkitdConfig({ root: odd, socket: '/run/b.sock', containerdSocket: '/run/c.sock' })).toContain(
      'address = "/run/c.sock"',
    );
  });
});
