/** Opens a PostgreSQL by its URL. */

import { Kysely, PostgresDialect, sql } from 'kysely';
import type { StatementObserver } from '../tracing/tracing.ts';
import type { Database } from './database.ts';
import { listenToPostgres } from './listen-to-postgres.ts';
import { type Migration, migrate } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { observeStatements } from './observe-statements.ts';
import { PooledKysely } from './pooled-kysely.ts';
import { createPostgresPool, type PostgresPoolOptions } from './postgres-pool.ts';
import type { Schema } from './schema.ts';

/**
 * Connects with the first query, not before.
 *
 * @param options.rehearsed          migrations of this image alone, after all others
 * @param options.migrationTimeoutMs longest that a migration, or the wait for another process doing it, may take
 */
export function openPostgres(
  options: PostgresPoolOptions & {
    readonly migrationTimeoutMs: number;
    readonly rehearsed?: readonly Migration[];
    readonly onStatement?: StatementObserver;
  },
): Database {
  const { migrationTimeoutMs, rehearsed = [], onStatement, ...poolOptions } = options;
  const serving = createPostgresPool(poolOptions);
  const dialect = new PostgresDialect({ pool: serving });
  // Who watches statements is told by Kysely: then all of them go its way.
  const db =
    onStatement === undefined
      ? new PooledKysely({ dialect }, serving.run)
      : new Kysely<Schema>({ dialect, ...observeStatements(onStatement) });
  return {
    description: describeUrl(options.url),
    db,
    async migrate() {
      const pool = createPostgresPool({
        ...poolOptions,
        maxConnections: 1,
        queryTimeoutMs: migrationTimeoutMs,
      });
      const own = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
      try {
        return await migrate(own, [...migrations, ...rehearsed]);
      } finally {
        await own.destroy();
      }
    },
    listen: (listener) => listenToPostgres({ ...poolOptions, ...listener }),
    async ping() {
      await sql`select 1`.execute(db);
    },
    poolUse: serving.use,
    async close() {
      await db.destroy();
      // Kysely ends no pool that it never used itself.
      await serving.end();
    },
  };
}

function describeUrl(url: string): string {
  const { host, pathname, searchParams } = new URL(url);
  return `PostgreSQL at ${host || searchParams.get('host')}${pathname}`;
}
