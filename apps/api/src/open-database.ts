/** Chooses the database: PostgreSQL where the configuration has a URL, PGlite where it has none. */

import type { Config } from './config.ts';
import type { Database } from './database/database.ts';
import { rehearsal } from './database/migrations/rehearsal.ts';
import { openPglite } from './database/open-pglite.ts';
import { openPostgres } from './database/open-postgres.ts';
import type { Log } from './log.ts';
import type { StatementObserver } from './tracing/tracing.ts';

export function openDatabase(options: {
  readonly config: Config;
  readonly log: Log;
  readonly pid: number;
  /** Absent: nobody is told of statements. */
  readonly onStatement?: StatementObserver;
}): Database {
  const { log, pid } = options;
  const observed = options.onStatement === undefined ? {} : { onStatement: options.onStatement };
  const { database, startupTimeoutMs, labels } = options.config;
  if (database.kind === 'pglite') {
    return openPglite({ dataDirectory: database.dataDirectory, pid, ...observed });
  }
  return openPostgres({
    url: database.url,
    maxConnections: database.maxConnections,
    connectTimeoutMs: database.connectTimeoutMs,
    queryTimeoutMs: database.queryTimeoutMs,
    migrationTimeoutMs: startupTimeoutMs,
    rehearsed: rehearsal(labels.build),
    ...observed,
    onIdleConnectionLost: (error) => log.warn({ err: error }, 'an idle database connection was lost'),
  });
}
