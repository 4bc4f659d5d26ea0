/**
 * Owns the pods that a stopped cluster left in etcd: nothing runs them any more. Those that a controller owns are removed before
 * the kubelet starts; their controllers make new ones, which then have never restarted. Others stay and are started again.
 */

import { z } from 'zod';
import type { KubernetesClient } from './kubernetes-client.ts';

const podList = z.object({
  items: z.array(
    z.object({
      metadata: z.object({
        name: z.string(),
        namespace: z.string(),
        deletionTimestamp: z.string().optional(),
        ownerReferences: z.array(z.object({ controller: z.boolean().optional() })).optional(),
      }),
    }),
  ),
});

export async function removeOldPods(client: KubernetesClient, signal?: AbortSignal): Promise<void> {
  const { items } = podList.parse((await client.get('/api/v1/pods', signal)).body);
  await Promise.all(
    items
      .filter(
        ({ metadata }) =>
          metadata.deletionTimestamp !== undefined ||
          metadata.ownerReferences?.some((owner) => owner.controller === true),
      )
      .map(({ metadata }) =>
        client.delete(
          `/api/v1/namespaces/${metadata.namespace}/pods/${metadata.name}`,
          { apiVersion: 'v1', kind: 'DeleteOptions', gracePeriodSeconds: 0 },
          signal,
        ),
      ),
  );
}
