import { afterAll, beforeAll, describe } from 'vitest';
import { createPostgresServer, type PostgresServer, whyNoPostgres } from '../../test/postgres-server.ts';
import { describeTaskRepository } from '../../test/task-repository-contract.ts';
import type { Database } from './database.ts';
import { inMemory, openPglite } from './open-pglite.ts';
import { openPostgres } from './open-postgres.ts';
import { createTaskRepository } from './task-repository.ts';

describe('tasks in PGlite', () => {
  let database: Database;
  beforeAll(async () => {
    database = openPglite({ dataDirectory: inMemory, pid: process.pid });
    await database.migrate();
  }, 60_000);
  afterAll(() => database.close());
  describeTaskRepository(() => emptied(database));
});

describe.skipIf(whyNoPostgres)(
  `tasks in PostgreSQL${whyNoPostgres ? `: skipped, ${whyNoPostgres}` : ''}`,
  () => {
    let server: PostgresServer;
    let database: Database;
    beforeAll(async () => {
      server = await createPostgresServer();
      database = openPostgres({
        url: server.url,
        maxConnections: 5,
        connectTimeoutMs: 5000,
        queryTimeoutMs: 5000,
        migrationTimeoutMs: 10_000,
        onIdleConnectionLost: () => {},
      });
      await database.migrate();
    }, 60_000);
    afterAll(async () => {
      await database.close();
      await server.remove();
    });
    describeTaskRepository(() => emptied(database));
  },
);

async function emptied(database: Database) {
  await database.db.deleteFrom('tasks').execute();
  return createTaskRepository(database.db);
}
