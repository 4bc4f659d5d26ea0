import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClusterHandle } from '../../../src/ports/cluster-provider.ts';
import { eventually, type LiveClusters, liveClusters } from '../../cluster/live-clusters.ts';
import { type MachineSnapshot, machineDifference } from '../../cluster/machine-snapshot.ts';
import { webNodePort, webObjects } from '../../cluster/workload.ts';

const names = ['left', 'right'] as const;

describe('two embedded clusters side by side', { timeout: 240_000 }, () => {
  let clusters: LiveClusters;
  let before: MachineSnapshot;
  const handles: ClusterHandle[] = [];

  beforeAll(async () => {
    clusters = await liveClusters();
    before = clusters.snapshot(...names);
  }, 1_200_000);
  afterAll(() => clusters.end(), 120_000);

  const answers = ({ nodeAddress }: ClusterHandle) =>
    eventually(`the NodePort at ${nodeAddress}`, async () => {
      const url = `http://${nodeAddress}:${webNodePort}/health`;
      return (await fetch(url, { signal: AbortSignal.timeout(1_000) })).ok ? true : null;
    });

  it('both start and answer on the same NodePort, each at its own address', async () => {
    for (const name of names) {
      handles.push((await clusters.provider.up({ name, progress: clusters.silent })).handle);
      const client = clusters.client(name);
      for (const object of webObjects(clusters.images.coredns)) await client.apply(object);
      client.close();
    }
    expect(new Set(handles.map(({ nodeAddress }) => nodeAddress)).size).toBe(2);
    for (const handle of handles) await answers(handle);
    expect((await clusters.provider.list()).map(({ state }) => state)).toEqual(['running', 'running']);
  });

  it('one goes on when the other is stopped', async () => {
    await clusters.provider.down({ name: 'left', progress: clusters.silent, deleteData: true });
    await answers(handles[1] as ClusterHandle);
    expect(await clusters.provider.status('right')).toMatchObject({ state: 'running' });
  });

  it('the last one leaves the machine as the first one found it', async () => {
    await clusters.provider.down({ name: 'right', progress: clusters.silent, deleteData: true });
    expect(machineDifference(before, clusters.snapshot(...names))).toEqual([]);
  });
});
