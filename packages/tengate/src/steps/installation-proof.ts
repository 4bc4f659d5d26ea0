/** Owns what is kept about an installed revision: the events from before it on, its first readiness, its fresh claims. */

import { z } from 'zod';
import { redact } from '../model/redact.ts';
import type { ProofStore } from '../ports/proof-store.ts';
import { eventRecord, eventRecordSchema } from './event-record.ts';
import type { LiveNamespace } from './live-namespace.ts';

const schema = z.object({
  version: z.literal(1),
  runId: z.string(),
  namespaceUid: z.string(),
  release: z.string(),
  revision: z.int(),
  inputs: z.string(),
  /** ISO 8601, UTC: the watch covered everything from before the install until the release had settled. */
  from: z.string(),
  until: z.string(),
  interruptions: z.int(),
  events: z.array(eventRecordSchema),
  /** Pod uid → ISO time of its first readiness. */
  firstReady: z.record(z.string(), z.string()),
  /** Uids of the claims that came into being with this installation: their databases were fresh. */
  freshClaims: z.array(z.string()),
});
export type InstallationProof = z.output<typeof schema>;

export type InstallationIdentity = {
  readonly namespaceUid: string;
  readonly release: string;
  readonly revision: number;
};

export async function writeInstallationProof(
  proofs: ProofStore,
  options: {
    readonly identity: InstallationIdentity;
    readonly runId: string;
    readonly inputs: string;
    readonly live: LiveNamespace;
    readonly now: Date;
  },
): Promise<void> {
  const { identity, live } = options;
  const proof: InstallationProof = {
    version: 1,
    ...identity,
    runId: options.runId,
    inputs: options.inputs,
    from: live.since.toISOString(),
    until: options.now.toISOString(),
    interruptions: live.interruptions(),
    events: live.events().map(eventRecord),
    firstReady: Object.fromEntries([...live.firstReady()].map(([uid, at]) => [uid, at.toISOString()])),
    freshClaims: live
      .objects()
      .claims.map(({ metadata }) => metadata?.uid ?? '')
      .filter((uid) => !live.claimsBefore.has(uid)),
  };
  await proofs.write(keyOf(identity), redact(proof));
}

/** `null` where this revision was not installed under Tengate's eyes on this machine. */
export async function readInstallationProof(
  proofs: ProofStore,
  identity: InstallationIdentity,
): Promise<InstallationProof | null> {
  const parsed = schema.safeParse(await proofs.read(keyOf(identity)));
  return parsed.success ? parsed.data : null;
}

function keyOf({ namespaceUid, release, revision }: InstallationIdentity): string {
  return `installations/${namespaceUid}/${release}.${revision}`;
}
