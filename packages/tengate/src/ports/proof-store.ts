/** The port to what earlier runs measured and later ones may rest on: event logs, proven journeys, proven images. */

export type ProofStore = {
  /** The record under `key`, or `null` where there is none or it cannot be read: an unreadable proof proves nothing. */
  read(key: string): Promise<unknown>;
  /** Replaces the record as a whole. `key` consists of `[a-z0-9.-]+` parts joined by `/`. */
  write(key: string, record: unknown): Promise<void>;
};
