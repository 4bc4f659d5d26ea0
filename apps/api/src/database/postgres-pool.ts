/**
 * Owns the pool of PostgreSQL connections as Kysely wants one: a lost database becomes `StorageUnavailable`, and a
 * connection whose state is not known any more is closed instead of used again.
 */

import type { PostgresPool, PostgresPoolClient } from 'kysely';
import { Pool, type PoolClient } from 'pg';
import { StorageUnavailable } from '../todos/storage-unavailable.ts';
import type { PoolUse } from './database.ts';
import type { RunOnPool } from './pooled-kysely.ts';
import { createStatementNames } from './statement-names.ts';
import { isUnreachable } from './unreachable.ts';

export type PostgresPoolOptions = {
  readonly url: string;
  readonly maxConnections: number;
  /** Longest wait for a connection, a free one of the pool included, milliseconds. */
  readonly connectTimeoutMs: number;
  /** Longest wait for the answer of one query, milliseconds. */
  readonly queryTimeoutMs: number;
  /** Told when a connection that was not in use is lost; the pool has removed it. */
  readonly onIdleConnectionLost: (error: Error) => void;
};

export type ServingPool = PostgresPool & { use(): PoolUse; readonly run: RunOnPool };

export function createPostgresPool(options: PostgresPoolOptions): ServingPool {
  const pool = new Pool({
    connectionString: options.url,
    application_name: 'todo-chatbot-api',
    max: options.maxConnections,
    connectionTimeoutMillis: options.connectTimeoutMs,
    // On this side and not as statement_timeout, which is a startup parameter that transaction poolers refuse.
    query_timeout: options.queryTimeoutMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    idleTimeoutMillis: 30_000,
  });
  const names = createStatementNames(options.url);
  // Without a listener the loss of an idle connection would end the process.
  pool.on('error', (error) => options.onIdleConnectionLost(error));
  // Nor does the pool listen to one that is in use: a crashed server resets it after its query was refused already, and
  // that would end the process too. Its query fails, and the pool keeps no connection that was lost.
  pool.on('connect', (client) => client.on('error', () => undefined));

  const acquire = async () => {
    try {
      return await pool.connect();
    } catch (error) {
      throw translated(error);
    }
  };
  const send = (client: PoolClient, text: string, parameters: readonly unknown[]) => {
    const name = parameters.length === 0 ? null : names.of(text);
    const values = parameters as unknown[];
    return name === null ? client.query(text, values) : client.query({ name, text, values });
  };
  /** What to throw, and whether the connection cannot be used again. */
  const failure = (error: unknown): { readonly told: unknown; readonly broken: boolean } => {
    if (names.refused(error)) {
      const told = new StorageUnavailable('The connection does not keep prepared statements', {
        cause: error,
      });
      return { told, broken: true };
    }
    // After a time-out the server may still be at it: the next query would wait behind, or for ever.
    return { told: translated(error), broken: isUnreachable(error) };
  };
  let ended: Promise<void> | null = null;

  return {
    options: pool.options,
    async connect(): Promise<PostgresPoolClient> {
      const client = await acquire();
      let broken = false;
      // `pg` types `query` with overloads that no generic method can repeat; Kysely calls it with text and parameters.
      const query = async (text: string, parameters: readonly unknown[]) => {
        try {
          return await send(client, text, parameters);
        } catch (error) {
          const failed = failure(error);
          broken ||= failed.broken;
          throw failed.told;
        }
      };
      return {
        query: query as unknown as PostgresPoolClient['query'],
        release: (destroy) => client.release(destroy === true || broken),
      };
    },
    async run(text, values) {
      const client = await acquire();
      try {
        const result = await send(client, text, values);
        client.release();
        return result;
      } catch (error) {
        const { told, broken } = failure(error);
        client.release(broken);
        throw told;
      }
    },
    use: () => ({ open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    end() {
      ended ??= pool.end();
      return ended;
    },
  };
}

function translated(error: unknown): unknown {
  if (!isUnreachable(error)) return error;
  return new StorageUnavailable('The database cannot be reached', { cause: error });
}
