/** Reads what is installed: the last revision, the namespace's identity, and what was kept when it was installed. */

import type { V1Namespace } from '@kubernetes/client-node';
import type { ReleaseRevision } from '../ports/release-manager.ts';
import { type InstallationProof, readInstallationProof } from '../steps/installation-proof.ts';
import { describedInputs } from '../steps/release-inputs.ts';
import type { ClusterAccess, GateContext } from './gate-context.ts';

export type InstalledRelease = {
  readonly namespaceUid: string;
  readonly revision: ReleaseRevision;
  /** Hash of chart, values and images of the revision; `null` where Tengate did not install it. */
  readonly inputs: string | null;
  /** `null` where no run of Tengate on this machine watched the revision come to rest. */
  readonly proof: InstallationProof | null;
};

/** @returns a sentence where there is no release that could be measured */
export async function installedRelease(
  context: Pick<GateContext, 'proofs'>,
  { reader, releases, handle, plan }: ClusterAccess,
): Promise<InstalledRelease | string> {
  const namespace = await reader.get<V1Namespace>('namespaces', null, plan.namespace);
  if (namespace === null) return `there is no namespace ${plan.namespace}`;
  const { kubeconfig, context: kubeContext } = handle;
  const history = await releases.history({
    release: plan.release,
    namespace: plan.namespace,
    kubeconfig,
    context: kubeContext,
  });
  const revision = history.at(-1);
  if (revision === undefined) return `there is no release ${plan.release} in ${plan.namespace}`;
  const namespaceUid = namespace.metadata?.uid ?? '';
  return {
    namespaceUid,
    revision,
    inputs: describedInputs(revision.description)?.inputs ?? null,
    proof: await newestProof(
      history.toReversed().filter(({ description }) => description === revision.description),
      (one) =>
        readInstallationProof(context.proofs, {
          namespaceUid,
          release: plan.release,
          revision: one.revision,
        }),
    ),
  };
}

/** A revision that a gate went back to has the inputs of the one whose install was watched, and rests on that proof. */
async function newestProof(
  revisions: readonly ReleaseRevision[],
  read: (revision: ReleaseRevision) => Promise<InstallationProof | null>,
): Promise<InstallationProof | null> {
  for (const revision of revisions) {
    const proof = await read(revision);
    if (proof !== null) return proof;
  }
  return null;
}
