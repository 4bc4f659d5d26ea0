/** Owns waiting for the node to be Ready, by a report that is younger than this start. */

import { z } from 'zod';
import { TengateError } from '../../../model/tengate-error.ts';
import type { Clock } from '../../../ports/clock.ts';
import { waitUntil } from '../../../ports/wait-until.ts';
import type { ClusterLayout } from '../cluster-layout.ts';
import { nodeName } from '../component-plan.ts';
import type { KubernetesClient } from './kubernetes-client.ts';

const nodeSchema = z.object({
  status: z.object({
    conditions: z
      .array(
        z.object({
          type: z.string(),
          status: z.string(),
          message: z.string().optional(),
          lastHeartbeatTime: z.string(),
        }),
      )
      .default([]),
  }),
});

/** @throws TengateError `node-not-ready` with the kubelet's own words */
export async function waitForNode(options: {
  readonly client: KubernetesClient;
  readonly clock: Clock;
  readonly layout: ClusterLayout;
  /** When this start began. */
  readonly since: Date;
  readonly deadlineMs: number;
  readonly signal?: AbortSignal | undefined;
}): Promise<void> {
  const { client, clock, layout, since, deadlineMs, signal } = options;
  // Kubernetes keeps whole seconds.
  const earliest = Math.floor(since.getTime() / 1000) * 1000;
  const outcome = await waitUntil({
    clock,
    deadlineMs,
    intervalMs: 25,
    signal,
    observe: async () => {
      const answer = await client.get(`/api/v1/nodes/${nodeName}`, signal);
      if (answer.status !== 200) return { done: false, seen: 'the kubelet has not registered' };
      const ready = nodeSchema.parse(answer.body).status.conditions.find(({ type }) => type === 'Ready');
      if (ready === undefined || Date.parse(ready.lastHeartbeatTime) < earliest) {
        return { done: false, seen: 'the kubelet has not reported since the start' };
      }
      return ready.status === 'True'
        ? { done: true, value: undefined }
        : { done: false, seen: ready.message ?? ready.status };
    },
  });
  if (outcome.status === 'met') return;
  throw new TengateError({
    code: 'node-not-ready',
    what: `The node of cluster "${layout.name}" did not become Ready within ${deadlineMs / 1000} s: ${outcome.seen}`,
    todo: "The kubelet's log says more.",
    more: `less ${layout.logs}/kubelet.log`,
  });
}
