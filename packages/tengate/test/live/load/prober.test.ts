import type { V1Node } from '@kubernetes/client-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { releaseTarget } from '../../../src/gates/release-target.ts';
import { loadParts } from '../../../src/gates/under-load/load-parts.ts';
import { waitUntil } from '../../../src/ports/wait-until.ts';
import { createLoadReader } from '../../../src/prober/load-lines.ts';
import type { LoadPlan, LoadStream } from '../../../src/prober/load-plan.ts';
import { longestGap } from '../../../src/prober/longest-gap.ts';
import { steadinessOf } from '../../../src/prober/steadiness.ts';
import { summariseLoad } from '../../../src/prober/summarise-load.ts';
import { type LoadSession, startLoad } from '../../../src/steps/load/load-session.ts';
import { systemClock } from '../../../src/system/clock.ts';
import { placeholder } from '../../fixtures/stepped-load.ts';
import { type GateRig, startGateRig, whyNoCluster } from '../gates/gate-rig.ts';
import { stall, startScheduledPod } from './scheduled-pod.ts';

const namespace = 'prober-live';
const image = 'docker.io/library/node:26.10.0-bookworm-slim';
const ratePerSecond = 50;

const why = whyNoCluster();
describe.skipIf(why !== null)(
  `the prober on a real cluster${why === null ? '' : `: not here, ${why}`}`,
  () => {
    let rig: GateRig;
    let context: ReturnType<GateRig['context']>;
    let pod: Awaited<ReturnType<typeof startScheduledPod>>;
    const lines: string[] = [];
    beforeAll(async () => {
      rig = await startGateRig();
      context = {
        ...rig.context({ namespace }),
        keepLine: (_, line) => void lines.push(line),
      };
      const { reader } = context.cluster;
      const [node] = await reader.list<V1Node>('nodes', null);
      const nodeAddress = node?.status?.addresses?.find(({ type }) => type === 'InternalIP')?.address ?? '';
      pod = await startScheduledPod({ reader, namespace, image, nodeAddress });
    });
    afterAll(async () => {
      await rig?.stop();
    });

    function planOf(run: string): LoadPlan {
      const stream = (name: string, url: string, connections: LoadStream['connections']): LoadStream => ({
        name: `${run} ${name}`,
        target: 'scheduled',
        url,
        connections,
        ratePerSecond,
        request: {
          method: 'GET',
          headers: { 'x-number': placeholder('sequence'), 'x-stream': `${run} ${name}` },
          body: null,
        },
        expectStatus: [],
        timeoutMs: 30_000,
        write: false,
      });
      return {
        version: 1,
        runId: run,
        answeredByHeader: 'x-served-by',
        limitMs: 120_000,
        streams: [
          stream('Service fresh', pod.inside, 'fresh'),
          stream('Service kept', pod.inside, 'kept'),
          stream('NodePort fresh', pod.nodePort, 'fresh'),
          stream('NodePort kept', pod.nodePort, 'kept'),
        ],
      };
    }

    async function start(plan: LoadPlan): Promise<LoadSession> {
      lines.length = 0;
      const parts = loadParts(context, releaseTarget(context, context.cluster, 7));
      if (typeof parts === 'string') throw new Error(parts);
      return startLoad(parts, plan);
    }

    /** Until every stream has come beyond the stall. */
    async function awaitStall(plan: LoadPlan): Promise<void> {
      const outcome = await waitUntil({
        clock: systemClock,
        deadlineMs: 90_000,
        intervalMs: 250,
        observe: async () => {
          const counts = await pod.counts();
          const least = Math.min(...plan.streams.map(({ name }) => counts[name]?.all ?? 0));
          return least > stall.last + 20
            ? { done: true, value: null }
            : { done: false, seen: `${least} requests` };
        },
      });
      expect(outcome.status).toBe('met');
    }

    it('counts what a server refuses, resets and stalls exactly as the server does', async () => {
      const plan = planOf('counted');
      const load = await start(plan);
      try {
        await load.steady();
        await awaitStall(plan);
      } finally {
        await load.stop();
      }
      const result = await load.stop();
      const counts = await pod.counts();
      expect(result.complete).toBe(true);
      for (const { name, sent, failed } of summariseLoad(result, {
        from: 0,
        to: Number.POSITIVE_INFINITY,
      })) {
        const count = counts[name];
        const failures = result.failures.filter(({ stream }) => stream === name);
        expect({ name, sent, failed }).toEqual({
          name,
          sent: count?.all,
          failed: (count?.refused ?? 0) + (count?.reset ?? 0),
        });
        expect(failures.filter(({ kind }) => kind === 'reset')).toHaveLength(count?.reset ?? -1);
        expect(failures.find(({ kind }) => kind === 'status')).toMatchObject({
          status: 503,
          answeredBy: 'scheduled',
        });
        const stalledMs = ((stall.last - stall.first) * 1_000) / ratePerSecond;
        // From the end of the answer before it, which a busy machine may delay.
        const gap = longestGap(result, { streams: [name], stretch: result });
        expect(gap.ms).toBeGreaterThanOrEqual(stalledMs / 2);
        // Each of the first half was to be sent more than half of the stall before what ended it.
        const waited = result.successes.get(name)?.latencyMs.filter((ms) => ms > stalledMs / 2) ?? [];
        expect(waited.length).toBeGreaterThanOrEqual((stall.last - stall.first) / 2 - 1);
      }
      process.stdout.write(`prober: ${steadinessOf(result).why}\n`);
      // The file of the run says the same.
      const again = createLoadReader(plan);
      for (const line of lines) again.take(line);
      expect(again.result(result.marks, 0)).toEqual(result);
    });

    it('writes its end when its pod is deleted, and leaves nothing behind', async () => {
      const { reader } = context.cluster;
      const load = await start(planOf('deleted'));
      await load.steady();
      const probers = await reader.list('pods', namespace, 'app.kubernetes.io/name=tengate-prober');
      expect(probers).toHaveLength(1);
      await reader.remove('pods', namespace, probers[0]?.metadata?.name ?? '');
      expect((await load.stop()).complete).toBe(true);
      const gone = await waitUntil({
        clock: systemClock,
        deadlineMs: 60_000,
        intervalMs: 250,
        observe: async () => {
          const left = await reader.list('pods', namespace, 'app.kubernetes.io/name=tengate-prober');
          return left.length === 0
            ? { done: true, value: null }
            : { done: false, seen: `${left.length} left` };
        },
      });
      expect(gone.status).toBe('met');
      expect(await reader.list('configmaps', namespace, 'app.kubernetes.io/name=tengate-prober')).toEqual([]);
    });
  },
);
