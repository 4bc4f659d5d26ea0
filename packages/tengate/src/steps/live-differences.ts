/** Compares every object of the installed revision with the live one. */

import { parseAllDocuments } from 'yaml';
import { compareObjects, type KubernetesDocument } from '../drift/compare-objects.ts';
import type { FieldDifference } from '../model/timeline.ts';
import type { ReleaseTarget } from './change-release.ts';
import { addressOf } from './release-request.ts';

export type LiveComparison = {
  /** Objects compared. */
  readonly objects: number;
  readonly differences: readonly FieldDifference[];
};

export async function liveDifferences(target: ReleaseTarget): Promise<LiveComparison> {
  const { releases, reader, plan } = target;
  const documents = parseAllDocuments(await releases.manifest(addressOf(target)))
    .map(
      (one) =>
        one.toJS() as (KubernetesDocument & { metadata: { annotations?: Record<string, string> } }) | null,
    )
    .filter((one) => one !== null && one.metadata?.annotations?.['helm.sh/hook'] === undefined)
    .filter((one) => one !== null);
  const compared = await Promise.all(
    documents.map(async (document) => {
      const { apiVersion, kind, metadata } = document;
      const live = await reader.object(
        { apiVersion, kind, name: metadata.name },
        metadata.namespace ?? plan.namespace,
      );
      return compareObjects(document, live);
    }),
  );
  return { objects: documents.length, differences: compared.flat() };
}
