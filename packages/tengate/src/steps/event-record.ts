/** Owns the short form of an event, as evidence and proofs keep it. */

import type { CoreV1Event } from '@kubernetes/client-node';
import { z } from 'zod';
import { firstSeen, lastSeen, occurrences } from '../readiness/object-events.ts';

export const eventRecordSchema = z.object({
  uid: z.string(),
  type: z.string(),
  reason: z.string(),
  /** `Pod/todo-chatbot-api-…`. */
  object: z.string(),
  message: z.string(),
  count: z.int(),
  /** ISO 8601, UTC. */
  first: z.string(),
  last: z.string(),
});
export type EventRecord = z.output<typeof eventRecordSchema>;

export function eventRecord(event: CoreV1Event): EventRecord {
  return {
    uid: event.metadata.uid ?? '',
    type: event.type ?? '',
    reason: event.reason ?? '',
    object: `${event.involvedObject.kind}/${event.involvedObject.name}`,
    message: event.message ?? '',
    count: occurrences(event),
    first: firstSeen(event).toISOString(),
    last: lastSeen(event).toISOString(),
  };
}
