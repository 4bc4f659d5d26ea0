import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { objectPath } from '../../../src/clusters/embedded/api/kubernetes-client.ts';
import { readClusterRecord } from '../../../src/clusters/embedded/cluster-record.ts';
import type { ClusterHandle } from '../../../src/ports/cluster-provider.ts';
import { eventually, type LiveClusters, liveClusters } from '../../cluster/live-clusters.ts';
import { type MachineSnapshot, machineDifference } from '../../cluster/machine-snapshot.ts';
import { webNodePort, webObjects, writerObjects } from '../../cluster/workload.ts';

const name = 'life';

/** One cluster, from nothing to nothing; each test goes on where the one before ended. */
describe('the embedded cluster from start to end', { timeout: 180_000 }, () => {
  let clusters: LiveClusters;
  let before: MachineSnapshot;
  let handle: ClusterHandle;
  let written: string;

  beforeAll(async () => {
    clusters = await liveClusters({ nodePorts: [webNodePort] });
    before = clusters.snapshot(name);
  }, 1_200_000);
  afterAll(() => clusters.end(), 120_000);

  const request = () => ({ name, progress: clusters.silent });
  const get = async (path: string): Promise<Record<string, never>> => {
    const client = clusters.client(name);
    try {
      const { status, body } = await client.get(path);
      if (status !== 200) throw new Error(`${path}: ${status}`);
      return body as Record<string, never>;
    } finally {
      client.close();
    }
  };
  const pods = async (): Promise<readonly Pod[]> =>
    (await get('/api/v1/namespaces/default/pods')).items as never;
  const webAnswers = () =>
    eventually('the NodePort', async () => {
      const answer = await fetch(`http://${handle.nodeAddress}:${webNodePort}/health`, {
        signal: AbortSignal.timeout(1_000),
      });
      return answer.ok ? true : null;
    });

  it('is absent before it was ever started', async () => {
    expect(await clusters.provider.status(name)).toMatchObject({ state: 'absent', components: [] });
    expect(await clusters.provider.find(name)).toBeNull();
  });

  it('starts: node Ready, DNS and metrics answer', async () => {
    const { handle: started, created } = await clusters.provider.up(request());
    handle = started;
    expect(created).toBe(true);
    await clusters.provider.settle(handle, request());
    const { items } = (await get('/apis/metrics.k8s.io/v1beta1/nodes')) as unknown as { items: unknown[] };
    expect(items).toHaveLength(1);
    const dns = readClusterRecord(clusters.layout(name).record)?.network.dnsAddress as string;
    const supervisor = clusters.processes(name).find(({ component }) => component === 'supervisor');
    // Ends only when the name resolves.
    execFileSync('nsenter', [`--net=/proc/${supervisor?.pid}/ns/net`, process.execPath, dnsAnswer, dns], {
      timeout: 10_000,
    });
  });

  it('shows every component running, with its memory', async () => {
    const status = await clusters.provider.status(name);
    expect(status.state).toBe('running');
    expect(status.components.map((component) => component.name)).toEqual(
      expect.arrayContaining(['supervisor', 'etcd', 'kube-apiserver', 'kubelet', 'containerd', 'buildkitd']),
    );
    for (const component of status.components) {
      expect(component).toMatchObject({ state: 'running', memoryMiB: expect.any(Number) });
    }
  });

  it('is found running by a second start', async () => {
    const pids = clusters.processes(name).map(({ pid }) => pid);
    expect(await clusters.provider.up(request())).toMatchObject({ created: false });
    expect(clusters.processes(name).map(({ pid }) => pid)).toEqual(pids);
    expect((await clusters.provider.find(name))?.nodeAddress).toBe(handle.nodeAddress);
  });

  it('runs a web server behind a NodePort, and gives a claim a volume that a user other than root can write', async () => {
    const client = clusters.client(name);
    const objects = [...webObjects(clusters.images.coredns), ...writerObjects(clusters.images.metricsServer)];
    for (const object of objects) {
      expect((await client.apply(object)).status, objectPath(object)).toBeLessThan(300);
    }
    client.close();
    await webAnswers();
    written = await eventually('the file on the volume', async () => certificate(clusters, name));
  });

  it('raises no Warning event in a workload that gives no cause for one', async () => {
    const { items } = (await get('/api/v1/namespaces/default/events')) as unknown as {
      items: {
        type: string;
        reason: string;
        message: string;
        involvedObject: { kind: string; name: string };
      }[];
    };
    const warnings = items.filter(
      ({ type, involvedObject }) => type === 'Warning' && involvedObject.kind !== 'Node',
    );
    // The writer has no leave to read nodes and ends for it; that is its own fault.
    expect(warnings.filter(({ involvedObject }) => !involvedObject.name.startsWith('writer'))).toEqual([]);
  });

  it('leaves nothing behind when it is stopped', async () => {
    expect(await clusters.provider.down({ ...request(), deleteData: false })).toEqual({ stopped: true });
    expect(machineDifference(before, clusters.snapshot(name))).toEqual([]);
    expect(clusters.processes(name)).toEqual([]);
    expect(await clusters.provider.status(name)).toMatchObject({ state: 'stopped' });
  });

  it('does not mind being stopped twice', async () => {
    expect(await clusters.provider.down({ ...request(), deleteData: false })).toEqual({ stopped: false });
  });

  it('starts again with its objects, images and volumes, and pods that never restarted', async () => {
    ({ handle } = await clusters.provider.up(request()));
    await webAnswers();
    expect(certificate(clusters, name)).toBe(written);
    const web = await eventually('a ready web pod', async () => {
      const ready = (await pods()).filter(
        ({ metadata, status }) =>
          metadata.labels.app === 'web' &&
          status.containerStatuses?.every((container) => container.ready) === true,
      );
      return ready.length > 0 ? ready : null;
    });
    expect(web).toHaveLength(1);
    expect(web[0]?.status.containerStatuses?.map(({ restartCount }) => restartCount)).toEqual([0]);
  });

  it('is gone with its data when that is asked for', async () => {
    await clusters.provider.down({ ...request(), deleteData: true });
    expect(existsSync(clusters.layout(name).state)).toBe(false);
    expect(machineDifference(before, clusters.snapshot(name))).toEqual([]);
    expect(await clusters.provider.status(name)).toMatchObject({ state: 'absent' });
  });
});

type Pod = {
  readonly metadata: { readonly name: string; readonly labels: Readonly<Record<string, string>> };
  readonly status: {
    readonly containerStatuses?: readonly { readonly ready: boolean; readonly restartCount: number }[];
  };
};

const dnsAnswer = fileURLToPath(new URL('../../../bench/dns-answer.ts', import.meta.url));

/** What the writer left on its volume, or `null`. */
function certificate(clusters: LiveClusters, cluster: string): string | null {
  const { volumes } = clusters.layout(cluster);
  const [volume] = readdirSync(volumes);
  const file = join(volumes, volume ?? '', 'apiserver.crt');
  return volume !== undefined && existsSync(file) ? readFileSync(file, 'utf8') : null;
}
