/** Owns waiting until everything answers that a started cluster still brings up by itself: cluster DNS and metrics. */

import { z } from 'zod';
import { TengateError } from '../../model/tengate-error.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Progress } from '../../ports/progress.ts';
import { waitUntil } from '../../ports/wait-until.ts';
import { createKubernetesClient, type KubernetesClient } from './api/kubernetes-client.ts';

const deadlineMs = 90_000;
const intervalMs = 100;

const podListSchema = z.object({
  items: z.array(
    z.object({
      status: z.object({
        conditions: z.array(z.object({ type: z.string(), status: z.string() })).default([]),
      }),
    }),
  ),
});
const listSchema = z.object({ items: z.array(z.unknown()) });

type Part = {
  readonly id: string;
  readonly title: string;
  /** What is missing, or `null` when it answers. */
  readonly missing: (client: KubernetesClient) => Promise<string | null>;
};

const parts: readonly Part[] = [
  {
    id: 'cluster-dns',
    title: 'Cluster DNS',
    missing: async (client) => {
      // Not the Deployment: its status may still tell of pods of the last start.
      const answer = await client.get('/api/v1/namespaces/kube-system/pods?labelSelector=k8s-app%3Dkube-dns');
      if (answer.status !== 200) return `the API server answers ${answer.status}`;
      const { items } = podListSchema.parse(answer.body);
      const ready = items.some(({ status }) =>
        status.conditions.some((condition) => condition.type === 'Ready' && condition.status === 'True'),
      );
      return ready ? null : 'CoreDNS has no ready pod';
    },
  },
  {
    id: 'cluster-metrics',
    title: 'Metrics',
    missing: async (client) => {
      const answer = await client.get('/apis/metrics.k8s.io/v1beta1/nodes');
      if (answer.status !== 200) return 'metrics-server does not answer yet';
      return listSchema.parse(answer.body).items.length > 0
        ? null
        : 'metrics-server has not measured twice yet';
    },
  },
];

/** @throws TengateError `cluster-not-settled` naming what did not answer, and what was seen last */
export async function settle(options: {
  readonly kubeconfig: string;
  readonly clock: Clock;
  readonly progress: Progress;
  readonly signal?: AbortSignal | undefined;
}): Promise<void> {
  const { kubeconfig, clock, progress, signal } = options;
  const client = createKubernetesClient(kubeconfig);
  try {
    await Promise.all(
      parts.map(async ({ id, title, missing }) => {
        progress({ kind: 'start', id, title });
        const outcome = await waitUntil({
          clock,
          deadlineMs,
          intervalMs,
          signal,
          observe: async () => {
            const seen = await missing(client);
            return seen === null ? { done: true, value: undefined } : { done: false, seen };
          },
        });
        if (outcome.status === 'met') {
          progress({ kind: 'end', id, outcome: 'done', text: 'answers' });
          return;
        }
        progress({ kind: 'end', id, outcome: 'failed', text: outcome.seen });
        throw new TengateError({
          code: 'cluster-not-settled',
          what: `${title} of the cluster did not answer within ${deadlineMs / 1000} s: ${outcome.seen}`,
          todo: 'Look at the pods in kube-system and their events.',
          more: `kubectl --kubeconfig ${kubeconfig} -n kube-system get pods,events`,
        });
      }),
    );
  } finally {
    client.close();
  }
}
