/** Opens a benchmark's own database: to fill it, beside what is measured. */

import type { Database } from '../src/database/database.ts';
import { openPostgres } from '../src/database/open-postgres.ts';

/** @param queryTimeoutMs making many tasks takes long, milliseconds */
export function openBenchDatabase(url: string, queryTimeoutMs: number): Database {
  return openPostgres({
    url,
    maxConnections: 2,
    connectTimeoutMs: 30_000,
    queryTimeoutMs,
    migrationTimeoutMs: 60_000,
    onIdleConnectionLost: () => {},
  });
}
