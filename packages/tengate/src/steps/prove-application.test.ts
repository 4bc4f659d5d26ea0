import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFakeCluster } from '../../test/fixtures/fake-cluster.ts';
import { createFakeReleases } from '../../test/fixtures/fake-releases.ts';
import { createMemoryProofs } from '../../test/fixtures/memory-proofs.ts';
import { createTestClock } from '../../test/fixtures/test-clock.ts';
import { configurationSchema } from '../model/configuration.ts';
import type { RunRecord } from '../model/run-record.ts';
import { TengateError } from '../model/tengate-error.ts';
import type { ClusterHandle, ClusterProvider } from '../ports/cluster-provider.ts';
import { type ProveOptions, proveApplication } from './prove-application.ts';
import type { RunParts } from './run-parts.ts';

let chart = '';
beforeEach(async () => {
  chart = await mkdtemp(join(tmpdir(), 'prove-'));
  await writeFile(join(chart, 'Chart.yaml'), 'name: shop\nappVersion: 1.0.0\n');
});
afterEach(() => rm(chart, { recursive: true }));

const handle: ClusterHandle = {
  provider: 'test',
  name: 'tengate',
  kubeconfig: '/k',
  context: 'c',
  nodeAddress: '127.0.0.1',
  engine: null,
};

function setUp(
  change: { provider?: Partial<ClusterProvider>; parts?: Partial<RunParts>; refuse?: string } = {},
) {
  const stored: RunRecord[] = [];
  const controller = new AbortController();
  const cluster = createFakeCluster();
  const releases = createFakeReleases({
    manifest: 'apiVersion: v1\nkind: Service\nmetadata: { name: shop }\n',
    ...(change.refuse === undefined ? {} : { refuse: change.refuse }),
  });
  const provider: ClusterProvider = {
    name: 'test',
    available: async () => ({ available: true }),
    up: async () => ({ handle, created: true }),
    settle: async () => undefined,
    find: async () => handle,
    down: async () => ({ stopped: false }),
    status: () => Promise.reject(new Error('not asked for')),
    list: async () => [],
    ...change.provider,
  };
  const parts: RunParts = {
    provider,
    clusterName: 'tengate',
    fetchTools: async () => ({ got: 0, present: 12 }),
    baseImages: async () => [],
    connect: () => cluster.reader,
    releases: async () => releases.manager,
    runner: { run: () => Promise.reject(new Error('nothing is run')) },
    clock: createTestClock(),
    proofs: createMemoryProofs(),
    runs: {
      save: async (record) => {
        stored.push(record);
        return { record, path: `/runs/${record.id}` };
      },
      read: async () => null,
      list: async () => [],
      keepLine: () => undefined,
      pathOf: (id) => `/runs/${id}`,
    },
    machine: async () => ({ os: 'Test', kernel: '1', architecture: 'x64', cpus: 2, memoryMiB: 1 }),
    fetch: () => Promise.reject(new Error('nothing answers')),
    randomHex: (bytes) => 'ab'.repeat(bytes),
    buildSecrets: {},
    ownVersions: { tengate: '1.0.0' },
    ...change.parts,
  };
  const options: ProveOptions = {
    command: 'prove',
    extent: 'install',
    gates: [1, 2, 3, 4],
    configuration: {
      ...configurationSchema.parse({
        version: 1,
        application: 'shop',
        release: { name: 'shop', namespace: 'dev', chart },
        services: [{ name: 'shop', service: 'shop', port: 80, path: '/' }],
      }),
      root: chart,
    },
    progress: () => undefined,
    signal: controller.signal,
  };
  return {
    stored,
    controller,
    releases,
    run: (more: Partial<ProveOptions> = {}) => proveApplication(parts, { ...options, ...more }),
  };
}

const verdicts = ({ gates }: RunRecord) => gates.map(({ verdict }) => verdict);

describe('a run without a cluster', () => {
  it.each([
    [
      'this machine can have none',
      { available: async () => ({ available: false as const, why: 'it is no Linux', todo: 'use Linux' }) },
    ],
    [
      'it does not come up',
      {
        up: () =>
          Promise.reject(new TengateError({ code: 'x', what: 'etcd died: it is no Linux', todo: 'look' })),
      },
    ],
  ])('calls every gate unknown and says why, when %s', async (_, provider) => {
    const { run, stored } = setUp({ provider });
    const record = await run();
    expect(verdicts(record)).toEqual(['unknown', 'unknown', 'unknown', 'unknown']);
    expect(record).toMatchObject({ verdict: 'unknown', cluster: null, addresses: [] });
    expect(record.gates[1]?.summary).toContain('it is no Linux');
    expect(stored).toEqual([record]);
  });

  it('starts nothing to measure what is there, and says that nothing is', async () => {
    const up = () => Promise.reject(new Error('nothing may be started'));
    const { run } = setUp({ provider: { up, find: async () => null } });
    const record = await run({ extent: 'find', gates: [3] });
    expect(record.gates).toMatchObject([{ gate: 3, verdict: 'unknown' }]);
    expect(record.gates[0]?.summary).toContain('There is no test cluster "tengate" running.');
  });

  it('stops the cluster from starting when a tool cannot be had', async () => {
    let aborted = false;
    const { run } = setUp({
      provider: {
        up: ({ signal }) =>
          new Promise((_, reject) => {
            signal?.addEventListener('abort', () => {
              aborted = true;
              reject(signal.reason);
            });
          }),
      },
      parts: {
        fetchTools: () =>
          Promise.reject(new TengateError({ code: 'no-go', what: 'Go is missing.', todo: 'Install it.' })),
      },
    });
    const record = await run();
    expect(aborted).toBe(true);
    expect(record.steps).toMatchObject([
      { name: 'tools', outcome: 'failed', summary: 'Go is missing.' },
      { name: 'cluster', outcome: 'failed' },
    ]);
    expect(record.gates[1]?.summary).toContain('Go is missing.');
  });
});

describe('a run on a cluster', () => {
  it('fails gate 2 with what Helm said when the release cannot be installed', async () => {
    const { run } = setUp({ refuse: 'the chart is broken' });
    const record = await run();
    expect(record.gates[1]).toMatchObject({ gate: 2, verdict: 'failed' });
    expect(record.gates[1]?.findings[0]?.what).toBe('the chart is broken');
    expect(record.verdict).toBe('failed');
    expect(record.steps.map(({ name, outcome }) => [name, outcome])).toEqual([
      ['tools', 'unchanged'],
      ['cluster', 'done'],
      ['images', 'unchanged'],
      ['release', 'failed'],
    ]);
  });

  it('installs nothing, and leaves gate 2 unknown, where the cluster does not serve what a release needs', async () => {
    const settle = () =>
      Promise.reject(new TengateError({ code: 'dns', what: 'CoreDNS did not answer.', todo: 'look' }));
    const { run, releases } = setUp({ provider: { settle } });
    const record = await run();
    expect(record.gates[1]).toMatchObject({ verdict: 'unknown', findings: [{ code: 'dns' }] });
    expect(releases.requests).toEqual([]);
    expect(record.verdict).not.toBe('passed');
  });

  it('stores what was measured when it is cancelled, and throws the reason', async () => {
    const { run, controller, stored } = setUp({
      provider: {
        settle: async () => {
          controller.abort(
            new TengateError({ code: 'cancelled', kind: 'cancelled', what: 'Cancelled.', todo: '' }),
          );
        },
      },
    });
    await expect(run()).rejects.toMatchObject({ kind: 'cancelled' });
    expect(stored).toMatchObject([{ gates: [], verdict: 'unknown' }]);
  });

  it('never hides a fault of its own', async () => {
    const { run } = setUp({ provider: { up: () => Promise.reject(new TypeError('a bug')) } });
    await expect(run()).rejects.toThrow('a bug');
  });
});
