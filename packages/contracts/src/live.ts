/** Owns what `GET /api/events` streams: that something of the account has changed, not what. */

import { z } from 'zod';

/** What a client may have to read again. */
export const changeKinds = ['tasks', 'projects', 'labels', 'conversations', 'account'] as const;
export const changeKind = z.enum(changeKinds);
export type ChangeKind = z.infer<typeof changeKind>;

/**
 * Data of a server-sent event `change`. The first event of a stream names every kind: what changed while the client was
 * not connected is not kept.
 */
export const changeEvent = z.object({ kinds: z.array(changeKind) }).meta({ id: 'ChangeEvent' });
export type ChangeEvent = z.infer<typeof changeEvent>;
