/** Real clusters for the live tests: each test file has a state folder of its own and takes everything down at its end. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createKubernetesClient,
  type KubernetesClient,
} from '../../src/clusters/embedded/api/kubernetes-client.ts';
import { type ClusterLayout, clusterLayout } from '../../src/clusters/embedded/cluster-layout.ts';
import { createEmbeddedProvider } from '../../src/clusters/embedded/embedded-provider.ts';
import {
  type ClusterProcess,
  createProcessTable,
} from '../../src/clusters/embedded/machine/process-table.ts';
import type { ClusterProvider } from '../../src/ports/cluster-provider.ts';
import type { Progress } from '../../src/ports/progress.ts';
import { waitUntil } from '../../src/ports/wait-until.ts';
import { systemClock } from '../../src/system/clock.ts';
import { createProcessRunner } from '../../src/system/process-runner.ts';
import { type MachineSnapshot, machineSnapshot } from './machine-snapshot.ts';
import { testToolchain } from './test-toolchain.ts';

export type LiveClusters = {
  readonly provider: ClusterProvider;
  readonly stateFolder: string;
  readonly layout: (name: string) => ClusterLayout;
  readonly processes: (name: string) => readonly ClusterProcess[];
  /** The machine now, as far as clusters with these names could have changed it. */
  readonly snapshot: (...names: readonly string[]) => MachineSnapshot;
  readonly client: (name: string) => KubernetesClient;
  readonly silent: Progress;
  /** References of images that every cluster has. */
  readonly images: { readonly coredns: string; readonly metricsServer: string };
  /** Takes down and forgets every cluster of this file. */
  readonly end: () => Promise<void>;
};

const runFolder = '/run/tengate';

export async function liveClusters(
  options: { readonly nodePorts?: readonly number[] } = {},
): Promise<LiveClusters> {
  const stateFolder = mkdtempSync(join(tmpdir(), 'tengate-live-'));
  const layout = (name: string): ClusterLayout => clusterLayout({ stateFolder, runFolder, name });
  const silent: Progress = () => undefined;
  const table = createProcessTable('/proc', (pid, signal) => process.kill(pid, signal));
  const toolchain = await testToolchain(process.env.TENGATE_TEST_TOOLS);
  const reference = async (name: string): Promise<string> =>
    (await toolchain.image(name, { progress: silent })).reference;
  const provider = createEmbeddedProvider({
    stateFolder,
    runFolder,
    toolchain,
    processes: createProcessRunner(process.env),
    clock: systemClock,
    environment: process.env,
    createEngine: () => null,
    nodePorts: options.nodePorts ?? [],
  });
  return {
    provider,
    stateFolder,
    layout,
    processes: (name) => table.of(layout(name).key),
    snapshot: (...names) => machineSnapshot({ stateFolder, keys: names.map((name) => layout(name).key) }),
    client: (name) => createKubernetesClient(layout(name).adminKubeconfig),
    silent,
    images: { coredns: await reference('coredns'), metricsServer: await reference('metrics-server') },
    end: async () => {
      for (const { name } of await provider.list()) {
        await provider.down({ name, progress: silent, deleteData: true });
      }
      rmSync(stateFolder, { recursive: true, force: true });
    },
  };
}

/** Waits until `observe` gives something; the error tells what was seen last. */
export async function eventually<T>(
  what: string,
  observe: () => Promise<T | null>,
  deadlineMs = 60_000,
): Promise<T> {
  let last: unknown;
  const outcome = await waitUntil<T>({
    clock: systemClock,
    deadlineMs,
    intervalMs: 100,
    observe: async () => {
      const value = await observe().catch((error: unknown) => {
        last = error;
        return null;
      });
      return value === null ? { done: false, seen: String(last ?? 'nothing') } : { done: true, value };
    },
  });
  if (outcome.status === 'met') return outcome.value;
  throw new Error(`${what} did not come within ${deadlineMs} ms; last: ${outcome.seen}`);
}
