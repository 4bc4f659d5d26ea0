/** Owns what a database is to the rest of the program. */

import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';

/** Connections of a pool, and how many requests wait for one. */
export type PoolUse = { readonly open: number; readonly idle: number; readonly waiting: number };

export type Database = {
  /** What it is, for the log; never with a password. */
  readonly description: string;
  readonly db: Kysely<Schema>;
  /** Brings the tables up to date; the names of the migrations applied. Throws `StorageUnavailable` when it cannot be reached. */
  migrate(): Promise<readonly string[]>;
  /**
   * Hears what is announced on the channel of changes, over a connection of its own.
   *
   * @param options.onLost the connection is lost: nothing is heard any more; not called after `stop`
   * @returns once it hears; throws `StorageUnavailable` when the database cannot be reached
   */
  listen(options: {
    readonly onAnnouncement: (payload: string) => void;
    readonly onLost: () => void;
  }): Promise<{ stop(): Promise<void> }>;
  /** Throws when the database does not answer. */
  ping(): Promise<void>;
  /** `null`: it has no pool. */
  poolUse(): PoolUse | null;
  /** Lets running queries finish, then closes. */
  close(): Promise<void>;
};
