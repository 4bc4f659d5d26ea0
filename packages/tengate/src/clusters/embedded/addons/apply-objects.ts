/** Owns sending a set of objects to the API server in one burst. */

import { TengateError } from '../../../model/tengate-error.ts';
import type { Clock } from '../../../ports/clock.ts';
import { waitUntil } from '../../../ports/wait-until.ts';
import { type KubernetesClient, type KubernetesObject, objectPath } from '../api/kubernetes-client.ts';

const deadline = 20_000;

/**
 * An object that the server does not take yet (its namespace is being made, the connection is being opened) is sent again until
 * the deadline; one that it refuses is an error at once.
 *
 * @throws TengateError `add-on-refused`
 */
export async function applyObjects(
  client: KubernetesClient,
  objects: readonly KubernetesObject[],
  { clock, signal }: { readonly clock: Clock; readonly signal?: AbortSignal | undefined },
): Promise<void> {
  await Promise.all(
    objects.map(async (object) => {
      const outcome = await waitUntil({
        clock,
        deadlineMs: deadline,
        intervalMs: 50,
        signal,
        observe: async () => {
          const { status, body } = await client.apply(object, signal);
          if (status === 200 || status === 201) return { done: true, value: undefined };
          const seen = `${status} ${JSON.stringify(body)}`;
          if (![0, 404, 409, 429].includes(status) && status < 500) throw refused(object, seen);
          return { done: false, seen };
        },
      });
      if (outcome.status === 'timed-out') throw refused(object, outcome.seen);
    }),
  );
}

function refused(object: KubernetesObject, answer: string): TengateError {
  return new TengateError({
    code: 'add-on-refused',
    what: `The API server did not take ${object.kind} ${object.metadata.name}: ${answer}`,
    todo: 'This is a fault of this version of the tool with this version of Kubernetes; please report it.',
    more: `kubectl get --raw ${objectPath(object)}`,
  });
}
