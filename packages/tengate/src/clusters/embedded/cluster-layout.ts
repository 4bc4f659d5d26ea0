/** Owns where a cluster keeps things: what survives a stop in the state folder, what does not in the run folder. */

import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { TengateError } from '../../model/tengate-error.ts';

/** `sun_path` of a unix socket: 108 bytes with the final zero (unix(7)). */
const socketPathLimit = 107;
const namePattern = /^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$/;

export type ClusterLayout = {
  readonly name: string;
  /** Eight hexadecimal digits that tell this cluster from every other on the machine; part of names with a length limit. */
  readonly key: string;
  /** Survives `down`: identity, keys, etcd, images, volumes, logs. */
  readonly state: string;
  /** Goes with `down`; short, for unix sockets. */
  readonly run: string;
  readonly record: string;
  readonly bin: string;
  readonly pki: string;
  readonly kubeconfigs: string;
  readonly adminKubeconfig: string;
  readonly config: string;
  readonly cniConfig: string;
  readonly logs: string;
  readonly etcd: string;
  readonly containerd: string;
  readonly buildkit: string;
  readonly volumes: string;
  /** What kubelet, CNI and containerd keep only while the cluster runs. */
  readonly kubelet: string;
  readonly cni: string;
  readonly podLogs: string;
  readonly containerLogs: string;
  readonly containerdState: string;
  readonly containerdSocket: string;
  readonly buildkitSocket: string;
  readonly supervisorState: string;
  readonly supervisorSpec: string;
  /** What `down` must put back on the machine. */
  readonly machineRecord: string;
  readonly lock: string;
};

/**
 * @param options.stateFolder the clusters' common folder, `$XDG_STATE_HOME/tengate/clusters`
 * @param options.runFolder   the clusters' common run folder, `/run/tengate`
 * @throws TengateError `cluster-name` for a name that is no DNS label, `socket-path` where sockets would not fit
 */
export function clusterLayout(options: {
  readonly stateFolder: string;
  readonly runFolder: string;
  readonly name: string;
}): ClusterLayout {
  const { stateFolder, runFolder, name } = options;
  if (!namePattern.test(name)) {
    throw new TengateError({
      code: 'cluster-name',
      kind: 'usage',
      what: `"${name}" cannot be the name of a cluster.`,
      todo: 'Use lower-case letters, digits and dashes, a letter first, at most 40 characters.',
    });
  }
  const state = join(stateFolder, name);
  const key = createHash('sha256').update(state).digest('hex').slice(0, 8);
  const run = join(runFolder, key);
  const layout: ClusterLayout = {
    name,
    key,
    state,
    run,
    record: join(state, 'cluster.json'),
    bin: join(state, 'bin'),
    pki: join(state, 'pki'),
    kubeconfigs: join(state, 'kubeconfig'),
    adminKubeconfig: join(state, 'kubeconfig', 'admin.conf'),
    config: join(state, 'config'),
    cniConfig: join(state, 'config', 'cni'),
    logs: join(state, 'logs'),
    etcd: join(state, 'etcd'),
    containerd: join(state, 'containerd'),
    buildkit: join(state, 'buildkit'),
    volumes: join(state, 'volumes'),
    kubelet: join(run, 'kubelet'),
    cni: join(run, 'cni'),
    podLogs: join(run, 'pod-logs'),
    containerLogs: join(run, 'container-logs'),
    containerdState: join(run, 'containerd'),
    containerdSocket: join(run, 'containerd.sock'),
    buildkitSocket: join(run, 'buildkitd.sock'),
    supervisorState: join(run, 'supervisor.json'),
    supervisorSpec: join(run, 'supervisor-spec.json'),
    machineRecord: join(run, 'machine.json'),
    lock: `${run}.lock`,
  };
  refuseLongSockets(layout);
  return layout;
}

function refuseLongSockets(layout: ClusterLayout): void {
  // containerd serves ttrpc beside its socket under the same name.
  const longest = [`${layout.containerdSocket}.ttrpc`, layout.buildkitSocket].sort(
    (a, b) => Buffer.byteLength(b) - Buffer.byteLength(a),
  )[0] as string;
  if (Buffer.byteLength(longest) <= socketPathLimit) return;
  throw new TengateError({
    code: 'socket-path',
    what: `The socket path ${longest} has more than the ${socketPathLimit} characters that Linux allows.`,
    todo: 'Choose a shorter run folder.',
  });
}
