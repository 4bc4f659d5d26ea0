/** The embedded cluster: upstream Kubernetes as plain processes of this machine, in namespaces of its own. */

import { existsSync } from 'node:fs';
import { TengateError } from '../../model/tengate-error.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ClusterHandle, ClusterProvider } from '../../ports/cluster-provider.ts';
import type { ContainerEngine } from '../../ports/container-engine.ts';
import type { ProcessRunner } from '../../ports/process-runner.ts';
import type { Toolchain } from '../../ports/toolchain.ts';
import { type ClusterLayout, clusterLayout } from './cluster-layout.ts';
import { lockCluster } from './cluster-lock.ts';
import { type ClusterRecord, readClusterRecord } from './cluster-record.ts';
import { checkMachine } from './machine/check-machine.ts';
import { removeFolder } from './machine/machine-changes.ts';
import { readMachineFacts } from './machine/machine-facts.ts';
import { createProcessTable } from './machine/process-table.ts';
import { knownClusters, type ObservedCluster, observeCluster, providerName } from './read-status.ts';
import { contextName } from './render/kubeadm-config.ts';
import { settle } from './settle.ts';
import { startCluster } from './start-cluster.ts';
import { takeDown } from './take-down.ts';

const stepId = 'cluster';

/** How an image engine reaches the cluster's store. */
export type EngineAccess = {
  readonly containerdSocket: string;
  readonly buildkitSocket: string;
  readonly namespace: 'k8s.io';
  /** Folder with `ctr`, `buildctl` and `runc`. */
  readonly programs: string;
};

export type EmbeddedDependencies = {
  /** `$XDG_STATE_HOME/tengate/clusters` */
  readonly stateFolder: string;
  /** `/run/tengate` */
  readonly runFolder: string;
  readonly toolchain: Toolchain;
  readonly processes: ProcessRunner;
  readonly clock: Clock;
  /** What the machine's programs are found with, and proxies for what reaches registries. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** `null` where nobody will build or look at images. */
  readonly createEngine: (access: EngineAccess) => ContainerEngine | null;
  /** NodePorts that must answer on this machine: another program's listener there is an error. */
  readonly nodePorts: readonly number[];
};

export function createEmbeddedProvider(dependencies: EmbeddedDependencies): ClusterProvider {
  const { stateFolder, runFolder, processes, clock } = dependencies;
  const table = createProcessTable('/proc', (pid, signal) => process.kill(pid, signal));
  const layoutOf = (name: string): ClusterLayout => clusterLayout({ stateFolder, runFolder, name });
  const handleOf = (layout: ClusterLayout, record: ClusterRecord): ClusterHandle => ({
    provider: providerName,
    name: layout.name,
    kubeconfig: layout.adminKubeconfig,
    context: contextName(layout.name),
    nodeAddress: record.loopback,
    engine: dependencies.createEngine({
      containerdSocket: layout.containerdSocket,
      buildkitSocket: layout.buildkitSocket,
      namespace: 'k8s.io',
      programs: layout.bin,
    }),
  });
  const end = (layout: ClusterLayout, onDetail: (text: string) => void): Promise<boolean> =>
    takeDown({ layout, table, processes, clock, onDetail });

  return {
    name: providerName,
    available: async () => checkMachine(readMachineFacts()),

    up: async (options) => {
      const possible = checkMachine(readMachineFacts());
      if (!possible.available) throw unavailable(possible.why, possible.todo);
      const layout = layoutOf(options.name);
      const unlock = lockCluster(layout.lock, options.name);
      const { progress } = options;
      progress({ kind: 'start', id: stepId, title: `Kubernetes cluster "${options.name}"` });
      try {
        const observed = observeCluster(layout, table);
        const { status } = observed;
        const earlier = readClusterRecord(layout.record);
        if (status.state === 'running' && earlier !== null) {
          progress({ kind: 'end', id: stepId, outcome: 'unchanged', text: 'running already' });
          return { handle: handleOf(layout, earlier), created: false };
        }
        if (status.state === 'degraded') progress({ kind: 'notice', text: whyAfresh(observed) });
        await end(layout, (text) => progress({ kind: 'detail', id: stepId, text }));
        const record = await startCluster({ dependencies, layout, earlier, request: options, step: stepId });
        progress({
          kind: 'end',
          id: stepId,
          outcome: 'done',
          text: `Kubernetes ${record.kubernetesVersion} is ready`,
        });
        return { handle: handleOf(layout, record), created: true };
      } catch (error) {
        const cancelled = options.signal?.aborted === true;
        progress({ kind: 'detail', id: stepId, text: 'taking down what was started' });
        await end(layout, () => undefined);
        progress({
          kind: 'end',
          id: stepId,
          outcome: cancelled ? 'cancelled' : 'failed',
          text: cancelled ? 'cancelled; nothing of it is left' : 'nothing of it is left',
        });
        throw cancelled ? cancelledStart(options.name, error) : error;
      } finally {
        unlock();
      }
    },

    find: async (name) => {
      const layout = layoutOf(name);
      const { status } = observeCluster(layout, table);
      const record = status.state === 'running' ? readClusterRecord(layout.record) : null;
      return record === null ? null : handleOf(layout, record);
    },

    settle: (handle, { progress, signal }) =>
      settle({ kubeconfig: handle.kubeconfig, clock, progress, signal }),

    down: async ({ name, progress, deleteData }) => {
      const layout = layoutOf(name);
      const unlock = lockCluster(layout.lock, name);
      progress({ kind: 'start', id: stepId, title: `Kubernetes cluster "${name}"` });
      try {
        const stopped = await end(layout, (text) => progress({ kind: 'detail', id: stepId, text }));
        const hadData = existsSync(layout.state);
        if (deleteData) await removeFolder(layout.state, processes);
        const text = `${stopped ? 'stopped' : 'was not running'}${deleteData && hadData ? ', data removed' : ''}`;
        progress({ kind: 'end', id: stepId, outcome: stopped ? 'done' : 'unchanged', text });
        return { stopped };
      } catch (error) {
        progress({ kind: 'end', id: stepId, outcome: 'failed', text: 'something of it is left' });
        throw error;
      } finally {
        unlock();
      }
    },

    status: async (name) => observeCluster(layoutOf(name), table).status,
    list: async () => knownClusters(stateFolder).map((name) => observeCluster(layoutOf(name), table).status),
  };
}

function whyAfresh({ status, committed }: ObservedCluster): string {
  const died = status.components.filter(({ state }) => state === 'died').map(({ name }) => name);
  const why = !committed
    ? 'an earlier start was cut off'
    : died.length > 0
      ? `${died.join(', ')} died`
      : 'parts of it do not run';
  return `Cluster "${status.name}" is taken down and started afresh: ${why}. Its data stays.`;
}

function unavailable(why: string, todo: string): TengateError {
  return new TengateError({
    code: 'embedded-unavailable',
    kind: 'unavailable',
    what: why,
    todo,
    more: 'tengate verify-tools',
  });
}

function cancelledStart(name: string, cause: unknown): TengateError {
  return new TengateError({
    code: 'cancelled',
    kind: 'cancelled',
    what: `Starting cluster "${name}" was cancelled; nothing of it is left but its data.`,
    todo: 'Start it again whenever you like.',
    more: `tengate cluster up --name ${name}`,
    cause,
  });
}
