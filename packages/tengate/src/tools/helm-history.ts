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
  return schema
    .parse(JSON.parse(text))
    .map(({ revision, updated, status, description = '' }) => ({
      revision,
      status,
      updatedAt: updated,
      description,
    }))
    .sort((one, other) => one.revision - other.revision);
}
