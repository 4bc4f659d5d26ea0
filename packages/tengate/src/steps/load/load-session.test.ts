import type { V1Pod } from '@kubernetes/client-node';
import { afterEach, describe, expect, it } from 'vitest';
import { createFakeCluster } from '../../../test/fixtures/fake-cluster.ts';
import { createProberRig, type ProberRig } from '../../../test/fixtures/prober-rig.ts';
import { type ScheduledServer, startScheduledServer } from '../../../test/fixtures/scheduled-server.ts';
import { planOf } from '../../../test/fixtures/stepped-load.ts';
import { createTestClock } from '../../../test/fixtures/test-clock.ts';
import type { Clock } from '../../ports/clock.ts';
import { systemClock } from '../../system/clock.ts';
import { startLoad } from './load-session.ts';

let server: ScheduledServer | null = null;
let rig: ProberRig | null = null;
afterEach(async () => {
  await rig?.close();
  await server?.close();
  [rig, server] = [null, null];
});

function rigOf({
  clock = systemClock,
  ...options
}: Parameters<typeof createProberRig>[1] & { readonly clock?: Clock } = {}) {
  const cluster = createFakeCluster();
  const kept: string[] = [];
  rig = createProberRig(cluster, options);
  const parts = {
    reader: rig.reader,
    engine: rig.engine,
    namespace: 'dev',
    clock,
    randomHex: () => 'abcd',
    keepLine: (file: string, line: string) => void kept.push(`${file} ${line}`),
    progress: () => undefined,
    step: 'gate',
  };
  return { cluster, parts, kept };
}

/** Patient, for a machine that stands still for seconds. */
const slow = { ratePerSecond: 50, timeoutMs: 60_000 };

describe('a load in the cluster', () => {
  it('is followed while it runs, kept line by line, and leaves nothing', async () => {
    server = await startScheduledServer(() => 'answer');
    const { cluster, parts, kept } = rigOf();
    const load = await startLoad(parts, planOf([{ ...slow, url: server.url }]));
    expect(await cluster.reader.get<V1Pod>('pods', 'dev', 'tengate-prober-abcd')).toMatchObject({
      spec: {
        restartPolicy: 'Never',
        securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
        containers: [
          {
            image: 'docker.io/library/tengate-prober:1-aaaaaaaaaaaa',
            securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
          },
        ],
      },
    });
    await load.steady();
    load.mark('helm upgrade begins');
    const result = await load.stop();
    expect(await load.stop()).toBe(result);
    expect(result.complete).toBe(true);
    expect(result.successes.get('stream 0')?.at.length).toBe(server.seen.size);
    expect(result.marks.map(({ text }) => text)).toEqual(['helm upgrade begins']);
    expect(kept[0]).toMatch(/^tengate-prober-abcd\.jsonl \{"k":"hello"/);
    expect(kept.at(-1)).toMatch(/\{"k":"end"/);
    expect(cluster.changes.slice(-2)).toEqual([
      'remove pods/tengate-prober-abcd',
      'remove configmaps/tengate-prober-abcd',
    ]);
  });

  it('ends with its pod where nothing can be run in it, and is still read to its end', async () => {
    server = await startScheduledServer(() => 'answer');
    const { parts } = rigOf({ execFails: true });
    const load = await startLoad(parts, planOf([{ ...slow, url: server.url }]));
    await load.steady();
    expect((await load.stop()).complete).toBe(true);
  });

  it('is not complete where a line of its output was lost', async () => {
    server = await startScheduledServer(() => 'answer');
    const { parts } = rigOf({ loses: (line) => line.endsWith('"n":3}') });
    const load = await startLoad(parts, planOf([{ ...slow, url: server.url }]));
    await load.steady();
    expect((await load.stop()).complete).toBe(false);
  });

  it('names what never answered', async () => {
    const { parts } = rigOf({ clock: createTestClock() });
    const load = await startLoad(parts, planOf([{ ...slow, name: 'api fresh' }]));
    await expect(load.steady()).rejects.toMatchObject({
      code: 'load-not-answered',
      message: expect.stringContaining('api fresh'),
    });
    await load.stop();
  });

  it('names why its pod does not run, and removes it', async () => {
    const { parts, cluster } = rigOf({ clock: createTestClock(), waiting: 'ErrImageNeverPull' });
    await expect(startLoad(parts, planOf([slow]))).rejects.toMatchObject({
      code: 'prober-not-started',
      message: expect.stringContaining('ErrImageNeverPull'),
    });
    expect(await cluster.reader.list('pods', 'dev')).toEqual([]);
    expect(await cluster.reader.list('configmaps', 'dev')).toEqual([]);
  });

  it('is refused before anything is made where its plan has no end in requests', async () => {
    const { parts, cluster } = rigOf();
    const plan = planOf([{ ...slow, ratePerSecond: 5_000 }], 3_600_000);
    await expect(startLoad(parts, plan)).rejects.toMatchObject({ code: 'load-not-possible' });
    expect(cluster.changes).toEqual([]);
  });
});
