/** Runs the same tests on PGlite and on a real PostgreSQL. */

import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import type { Database } from '../src/database/database.ts';
import { inMemory, openPglite } from '../src/database/open-pglite.ts';
import { openPostgres } from '../src/database/open-postgres.ts';
import { createPostgresServer, type PostgresServer, whyNoPostgres } from './postgres-server.ts';

/** @param tests given the database, migrated; it is emptied before each test */
export function describeOnDatabases(what: string, tests: (database: () => Database) => void): void {
  describe(`${what} in PGlite`, () => {
    let database: Database;
    beforeAll(async () => {
      database = openPglite({ dataDirectory: inMemory, pid: process.pid });
      await database.migrate();
    }, 120_000);
    afterAll(() => database.close());
    beforeEach(() => emptyTables(database));
    tests(() => database);
  });

  describe.skipIf(whyNoPostgres)(
    `${what} in PostgreSQL${whyNoPostgres ? `: skipped, ${whyNoPostgres}` : ''}`,
    () => {
      let server: PostgresServer;
      let database: Database;
      beforeAll(async () => {
        server = await createPostgresServer();
        database = openPostgres({
          url: server.url,
          maxConnections: 8,
          connectTimeoutMs: 30_000,
          queryTimeoutMs: 30_000,
          migrationTimeoutMs: 60_000,
          onIdleConnectionLost: () => {},
        });
        await database.migrate();
      }, 120_000);
      afterAll(async () => {
        await database.close();
        await server.remove();
      });
      beforeEach(() => emptyTables(database));
      tests(() => database);
    },
  );
}

async function emptyTables(database: Database): Promise<void> {
  await sql`truncate feeds, tasks, projects, labels, activity, idempotency_keys, conversations, rate_limits cascade`.execute(
    database.db,
  );
  // All but the local one, which is made once; their sessions and tokens go with them.
  await sql`delete from accounts where email is not null`.execute(database.db);
  await sql`update accounts set time_zone = default, time_zone_chosen = default, language = default`.execute(
    database.db,
  );
}
