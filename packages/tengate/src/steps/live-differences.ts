/** Compares every object of the installed revision with the live ones, and finds those that the revision does not have. */

import { nameOf, type PlainObject } from '../drift/compare-object.ts';
import { type ReleaseDrift, releaseDrift } from '../drift/release-drift.ts';
import type { ReleaseTarget } from './change-release.ts';
import { describedInputs } from './release-inputs.ts';
import { manifestDocuments } from './release-manifest.ts';
import { addressOf } from './release-request.ts';

/** Kinds that a revision may have left behind though it holds none of them itself. */
const usualKinds = [
  { apiVersion: 'v1', kind: 'ConfigMap' },
  { apiVersion: 'v1', kind: 'Service' },
  { apiVersion: 'v1', kind: 'ServiceAccount' },
  { apiVersion: 'apps/v1', kind: 'Deployment' },
  { apiVersion: 'apps/v1', kind: 'StatefulSet' },
  { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler' },
  { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget' },
  { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' },
  { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress' },
] as const;

/** Changes nothing. Tells what it compared even where nothing differs: nothing compared is nothing measured. */
export async function liveDifferences(
  target: Pick<ReleaseTarget, 'releases' | 'reader' | 'plan' | 'handle'>,
): Promise<ReleaseDrift> {
  const { releases, reader, plan } = target;
  const address = addressOf(target);
  const [manifest, history] = await Promise.all([releases.manifest(address), releases.history(address)]);
  const expected = manifestDocuments(manifest);
  const [live, owned] = await Promise.all([
    Promise.all(
      expected.map((document) => {
        const { apiVersion, kind, metadata } = document;
        return reader.object(
          { apiVersion, kind, name: metadata.name },
          metadata.namespace ?? plan.namespace,
        ) as Promise<PlainObject | null>;
      }),
    ),
    ownedObjects(target, expected),
  ]);
  return releaseDrift({
    expected,
    live: live.filter((one) => one !== null),
    owned,
    suspended: describedInputs(history.at(-1)?.description ?? '')?.suspended === true,
  });
}

/** By the annotations that Helm gives to everything it makes. */
async function ownedObjects(
  { reader, plan }: Pick<ReleaseTarget, 'reader' | 'plan'>,
  expected: readonly PlainObject[],
): Promise<readonly PlainObject[]> {
  const kinds = new Map(
    [...usualKinds, ...expected].map(({ apiVersion, kind }) => [
      `${apiVersion} ${kind}`,
      { apiVersion, kind },
    ]),
  );
  const found = await Promise.all([...kinds.values()].map((kind) => reader.objects(kind, plan.namespace)));
  const owned = (found.flat() as readonly PlainObject[]).filter(({ metadata }) => {
    const { annotations = {} } = metadata as { annotations?: Readonly<Record<string, string>> };
    return (
      annotations['meta.helm.sh/release-name'] === plan.release &&
      annotations['meta.helm.sh/release-namespace'] === plan.namespace &&
      annotations['helm.sh/hook'] === undefined
    );
  });
  // A kind may be asked for in two versions of its group.
  return [...new Map(owned.map((object) => [nameOf(object), object])).values()];
}
