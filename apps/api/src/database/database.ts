/** Owns what a database is to the rest of the program. */

import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';

export type Database = {
  /** What it is, for the log; never with a password. */
  readonly description: string;
  readonly db: Kysely<Schema>;
  /** Brings the tables up to date; the names of the migrations applied. Throws `StorageUnavailable` when it cannot be reached. */
  migrate(): Promise<readonly string[]>;
  /** Throws when the database does not answer. */
  ping(): Promise<void>;
  /** Lets running queries finish, then closes. */
  close(): Promise<void>;
};
