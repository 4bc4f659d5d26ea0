/** Owns a Kysely that also runs a statement straight on its pool, without Kysely's own way to a connection and back. */

import { Kysely, type KyselyConfig } from 'kysely';
import type { Schema } from './schema.ts';

/** Runs it on any free connection, outside of transactions. */
export type RunOnPool = (
  text: string,
  values: readonly unknown[],
) => Promise<{ readonly rows: readonly unknown[] }>;

/** Its transactions are plain ones of Kysely: what runs in them stays on their connection. */
export class PooledKysely extends Kysely<Schema> {
  readonly runOnPool: RunOnPool;

  constructor(config: KyselyConfig, runOnPool: RunOnPool) {
    super(config);
    this.runOnPool = runOnPool;
  }
}
