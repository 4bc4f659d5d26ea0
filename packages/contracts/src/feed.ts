/** Owns the calendar feed: the due tasks of an account under an address that only its owner knows. */

import { z } from 'zod';
import { instant } from './time.ts';

/** The answer of `GET /api/feed`: whether there is one. Its address cannot be read again. */
export const feedState = z.object({ createdAt: instant.nullable() }).meta({ id: 'FeedState' });
export type FeedState = z.infer<typeof feedState>;

/** The answer of `POST /api/feed`: the only time that the address is told. */
export const newFeed = z
  .object({
    /** Path below the application's own address, for a calendar to subscribe to. */
    path: z.string(),
    createdAt: instant,
  })
  .meta({ id: 'NewFeed' });
export type NewFeed = z.infer<typeof newFeed>;
