/** Owns the cluster's components as data: program, arguments, what each waits for, how one sees that it answers. */

import { join } from 'node:path';
import type { ClusterNetwork } from './choose-network.ts';
import type { ClusterLayout } from './cluster-layout.ts';
import type { ComponentSpec } from './supervisor/protocol.ts';

/** Things that `up` brings about and components wait for. */
export const milestones = ['keys', 'sandbox-image', 'old-pods-gone', 'build-programs'] as const;
export type Milestone = (typeof milestones)[number];

/** What the memory target counts. */
export const controlPlane = [
  'etcd',
  'kube-apiserver',
  'kube-controller-manager',
  'kube-scheduler',
  'kubelet',
  'kube-proxy',
  'containerd',
] as const;

export const nodeName = 'tengate';

const reachesRegistries: readonly string[] = ['containerd', 'buildkitd'];

/** Configuration files, in `layout.config`. */
export const configFiles = {
  kubeadm: 'kubeadm.yaml',
  containerd: 'containerd.toml',
  kubelet: 'kubelet.yaml',
  kubeProxy: 'kube-proxy.yaml',
  buildkitd: 'buildkitd.toml',
  resolvConf: 'resolv.conf',
  cni: join('cni', '10-tengate.conflist'),
} as const;

export function componentPlan(options: {
  readonly layout: ClusterLayout;
  readonly network: ClusterNetwork;
  readonly apiPort: number;
  /** For every component. */
  readonly environment: Readonly<Record<string, string>>;
  /** Besides, for those that reach registries. */
  readonly proxies: Readonly<Record<string, string>>;
}): readonly ComponentSpec[] {
  const { layout, network, apiPort, environment, proxies } = options;
  const component = (
    name: string,
    args: readonly string[],
    after: ComponentSpec['after'],
    ready: ComponentSpec['ready'],
    signs: ComponentSpec['signs'] = {},
  ): ComponentSpec => ({
    name,
    file: join(layout.bin, name),
    args,
    env: reachesRegistries.includes(name) ? { ...environment, ...proxies } : environment,
    log: join(layout.logs, `${name}.log`),
    after,
    ready,
    signs,
  });
  const api = `https://127.0.0.1:${apiPort}`;
  const pki = (file: string): string => join(layout.pki, file);
  const kubeconfig = (file: string): string => join(layout.kubeconfigs, file);
  const config = (file: string): string => join(layout.config, file);
  // One certificate for every server of this node: none has to make a key of its own at each start.
  const serving = [
    `--tls-cert-file=${pki('apiserver.crt')}`,
    `--tls-private-key-file=${pki('apiserver.key')}`,
  ];

  return [
    component(
      'etcd',
      [
        '--name=default',
        `--data-dir=${layout.etcd}`,
        '--listen-client-urls=http://127.0.0.1:2379',
        '--advertise-client-urls=http://127.0.0.1:2379',
        '--listen-peer-urls=http://127.0.0.1:2380',
        '--initial-advertise-peer-urls=http://127.0.0.1:2380',
        '--initial-cluster=default=http://127.0.0.1:2380',
        // The only member elects itself: no need to wait for others.
        '--heartbeat-interval=50',
        '--election-timeout=250',
        '--unsafe-no-fsync',
        '--log-level=warn',
      ],
      [],
      { kind: 'http', url: 'http://127.0.0.1:2379/readyz' },
    ),
    component('containerd', ['--config', config(configFiles.containerd), '--log-level', 'info'], [], {
      kind: 'socket',
      path: layout.containerdSocket,
    }),
    component(
      'kube-apiserver',
      [
        '--etcd-servers=http://127.0.0.1:2379',
        `--secure-port=${apiPort}`,
        '--bind-address=0.0.0.0',
        `--advertise-address=${network.nodeAddress}`,
        `--service-cluster-ip-range=${network.services}`,
        '--service-node-port-range=30000-32767',
        '--authorization-mode=Node,RBAC',
        '--enable-admission-plugins=NodeRestriction',
        '--allow-privileged=true',
        `--client-ca-file=${pki('ca.crt')}`,
        ...serving,
        `--kubelet-client-certificate=${pki('apiserver-kubelet-client.crt')}`,
        `--kubelet-client-key=${pki('apiserver-kubelet-client.key')}`,
        `--kubelet-certificate-authority=${pki('ca.crt')}`,
        // A node name that no DNS knows.
        '--kubelet-preferred-address-types=InternalIP,Hostname',
        `--service-account-key-file=${pki('sa.pub')}`,
        `--service-account-signing-key-file=${pki('sa.key')}`,
        '--service-account-issuer=https://kubernetes.default.svc.cluster.local',
        `--requestheader-client-ca-file=${pki('front-proxy-ca.crt')}`,
        `--proxy-client-cert-file=${pki('front-proxy-client.crt')}`,
        `--proxy-client-key-file=${pki('front-proxy-client.key')}`,
        '--requestheader-allowed-names=front-proxy-client',
        '--requestheader-extra-headers-prefix=X-Remote-Extra-',
        '--requestheader-group-headers=X-Remote-Group',
        '--requestheader-username-headers=X-Remote-User',
        '--profiling=false',
      ],
      ['etcd', 'keys'],
      // The hook that makes priority classes looks once a second: nobody waits for it.
      {
        kind: 'http',
        url: `${api}/readyz?exclude=poststarthook/scheduling/bootstrap-system-priority-classes`,
      },
      { 'api-serving': { kind: 'tcp', port: apiPort } },
    ),
    component(
      'kube-controller-manager',
      [
        `--kubeconfig=${kubeconfig('controller-manager.conf')}`,
        '--leader-elect=false',
        ...serving,
        `--root-ca-file=${pki('ca.crt')}`,
        `--service-account-private-key-file=${pki('sa.key')}`,
        '--use-service-account-credentials=true',
        // Each controller asks for a token of its own: at the default 20 requests a second that alone takes 4 s.
        '--kube-api-qps=500',
        '--kube-api-burst=1000',
        // An autoscaler looks every 15 s by default; on one node more often costs nothing.
        '--horizontal-pod-autoscaler-sync-period=5s',
        '--allocate-node-cidrs=true',
        `--cluster-cidr=${network.pods}`,
        `--cluster-signing-cert-file=${pki('ca.crt')}`,
        `--cluster-signing-key-file=${pki('ca.key')}`,
        `--requestheader-client-ca-file=${pki('front-proxy-ca.crt')}`,
        // Gives claims a volume without another component.
        '--enable-hostpath-provisioner=true',
        '--profiling=false',
      ],
      ['kube-apiserver'],
      { kind: 'http', url: 'https://127.0.0.1:10257/healthz' },
    ),
    component(
      'kube-scheduler',
      [
        `--kubeconfig=${kubeconfig('scheduler.conf')}`,
        '--leader-elect=false',
        ...serving,
        '--profiling=false',
      ],
      ['kube-apiserver'],
      { kind: 'http', url: 'https://127.0.0.1:10259/healthz' },
    ),
    component(
      'kubelet',
      [
        `--config=${config(configFiles.kubelet)}`,
        `--kubeconfig=${kubeconfig('kubelet.conf')}`,
        '--root-dir=/var/lib/kubelet',
        `--hostname-override=${nodeName}`,
        `--node-ip=${network.nodeAddress}`,
        // Fresh numbers for every round of metrics-server.
        '--housekeeping-interval=5s',
      ],
      ['api-serving', 'containerd', 'sandbox-image', 'old-pods-gone'],
      { kind: 'http', url: 'http://127.0.0.1:10248/healthz' },
    ),
    component(
      'kube-proxy',
      [`--config=${config(configFiles.kubeProxy)}`, `--hostname-override=${nodeName}`],
      ['kube-apiserver'],
      { kind: 'http', url: 'http://127.0.0.1:10256/livez' },
    ),
    component('buildkitd', ['--config', config(configFiles.buildkitd)], ['containerd', 'build-programs'], {
      kind: 'socket',
      path: layout.buildkitSocket,
    }),
  ];
}
