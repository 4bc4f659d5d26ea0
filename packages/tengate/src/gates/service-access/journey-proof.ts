/** Owns the proof that a person's path worked on a fresh database, and decides where the path has to be gone now. */

import { z } from 'zod';
import type { ProofStore } from '../../ports/proof-store.ts';
import type { InstalledRelease } from '../installed-release.ts';

const schema = z.object({
  version: z.literal(1),
  /** `begun` is written before the first request: a database that a path was begun on is fresh no more. */
  state: z.enum(['begun', 'passed']),
  runId: z.string(),
  at: z.string(),
  inputs: z.string(),
  /** Uids of the claims that hold the database of the live release. */
  claims: z.array(z.string()),
  where: z.enum(['live', 'isolated']),
});
export type JourneyProof = z.output<typeof schema>;

export type Freshness =
  /** The live database came into being with this installation and no path has been begun on it. */
  | { readonly kind: 'live-is-fresh'; readonly because: string }
  /** The same inputs were proven on a fresh database before; the path is gone again on the live one. */
  | { readonly kind: 'proven'; readonly because: string }
  /** A second release with a database of its own is needed. */
  | { readonly kind: 'isolated'; readonly because: string };

/** @param claims uids of the claims of the release, as they are now */
export function freshnessOf(options: {
  readonly installed: InstalledRelease;
  readonly claims: readonly string[];
  readonly earlier: JourneyProof | null;
}): Freshness {
  const { installed, claims, earlier } = options;
  const sameClaims = earlier !== null && [...earlier.claims].sort().join() === [...claims].sort().join();
  if (earlier?.state === 'passed' && sameClaims)
    return {
      kind: 'proven',
      because: `run ${earlier.runId} went the path on a fresh database with the same chart, values and images`,
    };
  const { proof } = installed;
  if (proof === null || claims.length === 0)
    return {
      kind: 'isolated',
      because:
        claims.length === 0 ? 'the release holds no claim' : 'no run watched the claim come into being',
    };
  const begun = earlier !== null && sameClaims;
  if (begun || !claims.every((uid) => proof.freshClaims.includes(uid)))
    return { kind: 'isolated', because: 'the live database has been in use' };
  return {
    kind: 'live-is-fresh',
    because: `the claim came into being with revision ${proof.revision}, watched by run ${proof.runId}`,
  };
}

export async function readJourneyProof(
  proofs: ProofStore,
  installed: InstalledRelease,
): Promise<JourneyProof | null> {
  if (installed.inputs === null) return null;
  const parsed = schema.safeParse(await proofs.read(keyOf(installed)));
  return parsed.success ? parsed.data : null;
}

export async function writeJourneyProof(
  proofs: ProofStore,
  installed: InstalledRelease,
  proof: Omit<JourneyProof, 'version' | 'inputs'>,
): Promise<void> {
  if (installed.inputs === null) return;
  await proofs.write(keyOf(installed), {
    version: 1,
    inputs: installed.inputs,
    ...proof,
  } satisfies JourneyProof);
}

function keyOf({ namespaceUid, inputs }: InstalledRelease): string {
  return `journeys/${namespaceUid}/${inputs}`;
}
