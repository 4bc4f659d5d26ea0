/** Reads what `helm history --output json` prints, which is the same in Helm 3 and 4. */

import { z } from 'zod';
import type { ReleaseRevision } from '../ports/release-manager.ts';

const schema = z.array(
  z.object({
    revision: z.int(),
    updated: z.coerce.date(),
    status: z.string(),
    description: z.string().optional(),
  }),
);

/** @returns oldest first; throws where the text is no history */
export function parseHistory(text: string): readonly ReleaseRevision[] {
  const revisions = schema
    .parse(JSON.parse(text))
    .map(({ revision, updated, status, description = '' }) => ({
      revision,
      status,
      updatedAt: updated,
      description,
    }))
    .sort((one, other) => one.revision - other.revision);
  return withSources(revisions);
}

/** A revision that Helm went back to says only that: it is the same as its source, whose description tells what is in it. */
function withSources(revisions: readonly ReleaseRevision[]): readonly ReleaseRevision[] {
  const known = new Map<number, ReleaseRevision>();
  for (const revision of revisions) {
    const source = /^Rollback to (\d+)$/.exec(revision.description)?.[1];
    const original = source === undefined ? undefined : known.get(Number(source));
    known.set(
      revision.revision,
      original === undefined ? revision : { ...revision, description: original.description },
    );
  }
  return [...known.values()];
}
