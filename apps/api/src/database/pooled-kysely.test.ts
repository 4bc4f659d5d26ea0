import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createPostgresServer, type PostgresServer, whyNoPostgres } from '../../test/postgres-server.ts';
import { StorageUnavailable } from '../todos/storage-unavailable.ts';
import type { Database } from './database.ts';
import { openPostgres } from './open-postgres.ts';
import { PooledKysely } from './pooled-kysely.ts';
import { runStatement } from './run-statement.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

describe.skipIf(whyNoPostgres)(
  `statements on the pool${whyNoPostgres ? `: skipped, ${whyNoPostgres}` : ''}`,
  () => {
    let server: PostgresServer;
    const opened: Database[] = [];
    beforeAll(async () => {
      server = await createPostgresServer();
    });
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((database) => database.close()));
    });
    afterAll(() => server.remove());

    function open(changes: Partial<Parameters<typeof openPostgres>[0]> = {}): Database {
      const database = openPostgres({
        url: server.url,
        maxConnections: 1,
        connectTimeoutMs: 30_000,
        queryTimeoutMs: 30_000,
        migrationTimeoutMs: 30_000,
        onIdleConnectionLost: () => {},
        ...changes,
      });
      opened.push(database);
      return database;
    }

    const add = 'select $1::int + $2::int as sum';

    it('are kept parsed under a name, and go on after one that failed', async () => {
      const { db } = open();
      expect(db).toBeInstanceOf(PooledKysely);
      expect(await runStatement(db, add, [1, 2])).toEqual([{ sum: 3 }]);
      await expect(runStatement(db, 'select 1 / $1::int', [0])).rejects.toMatchObject({ code: '22012' });
      expect(await runStatement(db, add, [3, 4])).toEqual([{ sum: 7 }]);
      const kept = await runStatement(db, 'select 1 from pg_prepared_statements where statement = $1::text', [
        add,
      ]);
      expect(kept).toHaveLength(1);
    });

    it('stay on the connection of their transaction, and go with it', async () => {
      const { db } = open();
      await sql`create table kept (n int)`.execute(db);
      const undone = db.transaction().execute(async (transaction) => {
        await runStatement(transaction, 'insert into kept values ($1::int)', [1]);
        expect(await runStatement(transaction, 'select n from kept where n = $1::int', [1])).toHaveLength(1);
        throw new Error('undo');
      });
      await expect(undone).rejects.toThrow('undo');
      expect(await runStatement(db, 'select n from kept where n = $1::int', [1])).toEqual([]);
    });

    it('do not use a connection again whose answer never came', async () => {
      const { db } = open({ queryTimeoutMs: 2000 });
      const [before] = await runStatement(db, 'select pg_backend_pid() as pid where $1::bool', [true]);
      const late = runStatement(db, 'select pg_sleep($1::float8)', [600]);
      await expect(late).rejects.toBeInstanceOf(StorageUnavailable);
      const [after] = await runStatement(db, 'select pg_backend_pid() as pid where $1::bool', [true]);
      expect(after).toBeDefined();
      expect(after).not.toEqual(before);
    });

    it('leave no connection behind when the database is closed', async () => {
      const database = open();
      await runStatement(database.db, add, [1, 2]);
      expect(database.poolUse()?.open).toBe(1);
      await database.close();
      await database.close();
      expect(database.poolUse()?.open).toBe(0);
    });

    it('are told to who watches them', async () => {
      const onStatement = vi.fn();
      const { db } = open({ onStatement });
      expect(await runStatement(db, add, [1, 2])).toEqual([{ sum: 3 }]);
      expect(onStatement).toHaveBeenCalledWith(expect.objectContaining({ text: add, error: null }));
    });
  },
);
