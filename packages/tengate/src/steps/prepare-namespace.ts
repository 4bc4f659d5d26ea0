/** Makes what a release finds in its namespace: the namespace itself and the Secrets it refers to. */

import type { V1Namespace, V1Secret } from '@kubernetes/client-node';
import { TengateError } from '../model/tengate-error.ts';
import type { ClusterReader } from '../ports/cluster-reader.ts';
import type { GeneratedSecret, ReleasePlan } from './release-plan.ts';

const managedBy = { 'app.kubernetes.io/managed-by': 'tengate' };

/** @returns the namespace's uid. Throws where it is being deleted: nothing can be made in it. */
export async function ensureNamespace(reader: ClusterReader, name: string): Promise<string> {
  const found = await reader.get<V1Namespace>('namespaces', null, name);
  if (found?.status?.phase === 'Terminating')
    throw new TengateError({
      code: 'namespace-terminating',
      what: `the namespace ${name} is being deleted`,
      todo: 'wait until it is gone and run the command again',
      more: `kubectl get namespace ${name} -o yaml`,
    });
  const namespace =
    found ??
    (await reader.create<V1Namespace>({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, labels: managedBy },
    }));
  return namespace.metadata?.uid ?? '';
}

/**
 * Makes each Secret that is absent. What exists stays as it is, a hosted database's address included.
 *
 * @param options.randomHex gives that many random bytes as hexadecimal digits
 * @returns the names of those made
 */
export async function ensureSecrets(options: {
  readonly reader: ClusterReader;
  readonly plan: ReleasePlan;
  readonly randomHex: (bytes: number) => string;
}): Promise<readonly string[]> {
  const { reader, plan, randomHex } = options;
  const made: string[] = [];
  for (const secret of plan.secrets) {
    if ((await reader.get<V1Secret>('secrets', plan.namespace, secret.name)) !== null) continue;
    await reader.create<V1Secret>({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: secret.name, namespace: plan.namespace, labels: managedBy },
      type: 'Opaque',
      stringData: fillIn(secret, { password: randomHex(24), namespace: plan.namespace }),
    });
    made.push(secret.name);
  }
  return made;
}

function fillIn(secret: GeneratedSecret, values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(secret.keys).map(([key, text]) => [
      key,
      text.replaceAll(/\$\{(password|namespace)\}/g, (_all, name: string) => values[name] ?? ''),
    ]),
  );
}
