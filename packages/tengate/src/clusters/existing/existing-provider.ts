/** A cluster that is there already: any context of a kubeconfig. Tengate never starts, stops or changes the cluster itself. */

import type { V1Node } from '@kubernetes/client-node';
import { TengateError } from '../../model/tengate-error.ts';
import type { Clock } from '../../ports/clock.ts';
import type {
  Availability,
  ClusterHandle,
  ClusterProvider,
  ClusterStatus,
} from '../../ports/cluster-provider.ts';
import type { ClusterReader } from '../../ports/cluster-reader.ts';
import type { ContainerEngine } from '../../ports/container-engine.ts';
import { createClusterReader } from '../../tools/kubernetes.ts';
import { type ContextOutcome, findContext } from './find-context.ts';

const answerDeadlineMs = 5_000;

export type ExistingDependencies = {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  /** `undefined` for the current one. */
  readonly context: string | undefined;
  readonly clock: Clock;
  /** Whose image store the cluster's nodes run from; `null` where they take images from a registry. */
  readonly engine: ContainerEngine | null;
  /** How a cluster is read; the real way where absent. */
  readonly connect?: (access: { readonly kubeconfig: string; readonly context: string }) => ClusterReader;
};

export function createExistingProvider(dependencies: ExistingDependencies): ClusterProvider {
  const { clock } = dependencies;
  const connect = dependencies.connect ?? ((access) => createClusterReader({ ...access, clock }));

  const reach = async (): Promise<{
    availability: Availability;
    handle: ClusterHandle | null;
    version: string | null;
  }> => {
    const found = findContext(dependencies);
    if (!found.ok) return { availability: missing(found), handle: null, version: null };
    const reader = connect(found);
    const version = await reader.version(answerDeadlineMs);
    if (version === null) {
      const why = `the API server of context "${found.context}" (${found.server}) gave no usable answer within ${answerDeadlineMs / 1000} s`;
      const todo = `Look with: kubectl --context ${found.context} get nodes`;
      return { availability: { available: false, why, todo }, handle: null, version };
    }
    const handle = {
      provider: 'existing',
      name: found.context,
      kubeconfig: found.kubeconfig,
      context: found.context,
      nodeAddress: await nodeAddress(found.server, reader),
      engine: dependencies.engine,
    };
    return { availability: { available: true }, handle, version };
  };

  const status = async (): Promise<ClusterStatus> => {
    const { handle, version } = await reach();
    return {
      provider: 'existing',
      name: handle?.name ?? dependencies.context ?? 'current context',
      state: handle === null ? 'absent' : 'running',
      kubernetesVersion: version,
      components: [],
      kubeconfig: handle?.kubeconfig ?? null,
    };
  };

  return {
    name: 'existing',
    available: async () => (await reach()).availability,
    up: async () => {
      const { availability, handle } = await reach();
      if (handle !== null) return { handle, created: false };
      const { why, todo } = availability.available ? { why: 'it cannot be read', todo: '' } : availability;
      throw new TengateError({
        code: 'no-cluster',
        kind: 'unavailable',
        what: `The cluster cannot be used: ${why}`,
        todo,
      });
    },
    settle: async () => undefined,
    find: async () => (await reach()).handle,
    down: async () => ({ stopped: false }),
    status,
    list: async () => [await status()],
  };
}

function missing(found: Extract<ContextOutcome, { ok: false }>): Availability {
  return { available: false, why: found.why, todo: found.todo };
}

/** A cluster on this machine answers at its own loopback; elsewhere the first node's address is tried, outside one first. */
async function nodeAddress(server: string, reader: ClusterReader): Promise<string> {
  const { hostname } = new URL(server);
  if (hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.')) return '127.0.0.1';
  const [node] = await reader.list<V1Node>('nodes', null);
  const addresses = node?.status?.addresses ?? [];
  const byType = (type: string): string | undefined => addresses.find((one) => one.type === type)?.address;
  return byType('ExternalIP') ?? byType('InternalIP') ?? hostname;
}
