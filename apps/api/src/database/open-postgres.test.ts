import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  createPostgresServer,
  freePort,
  type PostgresServer,
  whyNoPostgres,
} from '../../test/postgres-server.ts';
import { StorageUnavailable } from '../todos/storage-unavailable.ts';
import { createStores } from './create-stores.ts';
import type { Database } from './database.ts';
import { type Migration, migrate } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { rehearsal } from './migrations/rehearsal.ts';
import { openPostgres } from './open-postgres.ts';

// Whole processes and servers: slow on a machine that is busy, and never measured by this limit.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const opened: Database[] = [];

function open(url: string, changes: Partial<Parameters<typeof openPostgres>[0]> = {}): Database {
  const database = openPostgres({
    url,
    maxConnections: 3,
    connectTimeoutMs: 2000,
    queryTimeoutMs: 5000,
    migrationTimeoutMs: 10_000,
    onIdleConnectionLost: () => {},
    ...changes,
  });
  opened.push(database);
  return database;
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((database) => database.close()));
});

describe.skipIf(whyNoPostgres)(`PostgreSQL${whyNoPostgres ? `: skipped, ${whyNoPostgres}` : ''}`, () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await createPostgresServer();
  });
  afterAll(() => server.remove());

  /** The URL of a new, empty database. */
  async function newDatabase(): Promise<string> {
    const name = `test_${randomUUID().replaceAll('-', '')}`;
    await sql`create database ${sql.id(name)}`.execute(open(server.url).db);
    return server.url.replace(/\/postgres$/, `/${name}`);
  }

  it('is migrated exactly once by eight replicas that start at once', async () => {
    const url = await newDatabase();
    const replicas = Array.from({ length: 8 }, () => open(url));
    const applied = await Promise.all(replicas.map((replica) => replica.migrate()));
    const names = migrations.map((migration) => migration.name);
    // Those that stand apart may fall to another replica, so only the order within each is known.
    expect(applied.flat().toSorted()).toEqual(names.toSorted());
    for (const some of applied) expect(some).toEqual(names.filter((name) => some.includes(name)));
    expect(await open(url).migrate()).toEqual([]);
  });

  it('makes the others wait for a migration that takes its time', async () => {
    const url = await newDatabase();
    let running = 0;
    let together = 0;
    const slow: Migration = {
      name: '0001-slow',
      async up(db) {
        running += 1;
        together = Math.max(together, running);
        await sql`create table slow (id int primary key)`.execute(db);
        await sql`select pg_sleep(0.3)`.execute(db);
        running -= 1;
      },
    };
    const applied = await Promise.all(
      Array.from({ length: 4 }, () => migrate(open(url, { maxConnections: 1 }).db, [slow])),
    );
    expect(applied.flat()).toEqual(['0001-slow']);
    expect(together).toBe(1);
  });

  it('keeps nothing of a migration that fails, and of those before it in the same start', async () => {
    const { db } = open(await newDatabase());
    const good: Migration = {
      name: '0001-good',
      up: async (transaction) => void (await sql`create table good (id int)`.execute(transaction)),
    };
    const bad: Migration = {
      name: '0002-bad',
      up: async (transaction) => void (await sql`create table good (id int)`.execute(transaction)),
    };
    await expect(migrate(db, [good, bad])).rejects.toThrow(/already exists/);
    const { rows } = await sql`select to_regclass('good') as found`.execute(db);
    expect(rows).toEqual([{ found: null }]);
    expect(await migrate(db, [good])).toEqual(['0001-good']);
  });

  it('gives rows of before an account, holds all of them to one, and lets them go with it', async () => {
    const { db } = open(await newDatabase());
    const before = migrations.filter(({ name }) => !name.startsWith('0009'));
    await migrate(db, before);
    const [orphan, leaving] = [randomUUID(), randomUUID()];
    await sql`delete from accounts`.execute(db);
    await sql`insert into accounts (id, email) values (${leaving}, 'a@b.example')`.execute(db);
    for (const account of [orphan, leaving])
      await sql`insert into projects (id, account_id, name, colour, position, created_at, updated_at)
        values (${randomUUID()}, ${account}, 'p', 'grey', 0, now(), now())`.execute(db);
    await sql`insert into tasks (id, account_id, title, created_at, updated_at, project_id)
      select gen_random_uuid(), account_id, 't', now(), now(), id from projects`.execute(db);
    // As versions before accounts did.
    await sql`insert into tasks (id, title, created_at, updated_at) values (gen_random_uuid(), 'local', now(), now())`.execute(
      db,
    );
    expect(await migrate(db, migrations)).toEqual(
      migrations.map(({ name }) => name).filter((name) => name.startsWith('0009')),
    );

    const { rows: constraints } = await sql<{ table: string; validated: boolean }>`
      select conrelid::regclass::text as table, convalidated as validated from pg_constraint
      where confrelid = 'accounts'::regclass order by 1`.execute(db);
    expect(constraints.filter(({ validated }) => !validated)).toEqual([]);
    const { rows: belonging } = await sql<{ table: string }>`
      select table_name as table from information_schema.columns
      where column_name = 'account_id' and table_schema = 'public' order by 1`.execute(db);
    expect(constraints.map(({ table }) => table)).toEqual(belonging.map(({ table }) => table));

    const titles = async () => {
      const { rows } = await sql<{ title: string }>`select title from tasks order by title`.execute(db);
      return rows.map(({ title }) => title);
    };
    expect(await titles()).toEqual(['local', 't', 't']);
    await sql`delete from accounts where id = ${leaving}`.execute(db);
    expect(await titles()).toEqual(['local', 't']);
    await expect(
      sql`insert into labels (id, account_id, name, colour, created_at, updated_at)
        values (gen_random_uuid(), ${leaving}, 'l', 'grey', now(), now())`.execute(db),
    ).rejects.toMatchObject({ code: '23503' });
  });

  it('brings a rehearsed migration once for each label, beside readers of the version before', async () => {
    const url = await newDatabase();
    const before = open(url);
    await before.migrate();
    expect(await open(url, { rehearsed: rehearsal('one') }).migrate()).toEqual(['rehearsal-one']);
    expect(await open(url, { rehearsed: rehearsal('one') }).migrate()).toEqual([]);
    expect(await open(url, { rehearsed: rehearsal('two') }).migrate()).toEqual(['rehearsal-two']);
    expect(await open(url, { rehearsed: rehearsal(null) }).migrate()).toEqual([]);
    const scope = { accountId: randomUUID(), timeZone: 'UTC', client: 'api' } as const;
    expect(await createStores(before.db).tasks.read(scope, [randomUUID()])).toEqual([]);
  });

  it('leaves the migrations of a newer version alone after a rollback', async () => {
    const database = open(await newDatabase());
    const newer: Migration = { name: '9999-newer', up: async () => {} };
    await migrate(database.db, [...migrations, newer]);
    expect(await database.migrate()).toEqual([]);
  });

  it('says "unavailable" when nothing listens, and not when the password or the database is wrong', async () => {
    const nowhere = open(`postgresql://todo@127.0.0.1:${await freePort()}/postgres`);
    await expect(nowhere.migrate()).rejects.toBeInstanceOf(StorageUnavailable);
    const wrong = open(server.url.replace(/\/postgres$/, '/no_such_database'));
    await expect(wrong.migrate()).rejects.toMatchObject({ code: '3D000' });
  });

  it('comes back by itself after the server was stopped or crashed', async () => {
    const lost: Error[] = [];
    const database = open(await newDatabase(), { onIdleConnectionLost: (error) => lost.push(error) });
    await database.migrate();
    const { tasks } = createStores(database.db);
    const read = () =>
      tasks.read({ accountId: randomUUID(), timeZone: 'UTC', client: 'api' }, [randomUUID()]);
    await Promise.all([read(), read(), read()]);
    for (const how of ['fast', 'crash'] as const) {
      await server.stop(how);
      await expect(read()).rejects.toBeInstanceOf(StorageUnavailable);
      await expect(database.ping()).rejects.toBeInstanceOf(StorageUnavailable);
      await server.start();
      expect(await read()).toEqual([]);
    }
    expect(lost.length).toBeGreaterThan(0);
  });

  it('does not use a connection again whose answer never came', async () => {
    const database = open(server.url, { maxConnections: 1, queryTimeoutMs: 200 });
    await expect(sql`select pg_sleep(30)`.execute(database.db)).rejects.toBeInstanceOf(StorageUnavailable);
    const started = performance.now();
    await database.ping();
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('answers "unavailable" and not for ever later when every connection is busy', async () => {
    const database = open(server.url, { maxConnections: 1, connectTimeoutMs: 200 });
    const busy = sql`select pg_sleep(1)`.execute(database.db);
    await expect(database.ping()).rejects.toBeInstanceOf(StorageUnavailable);
    await busy;
    await database.ping();
  });

  it('describes itself without a password', () => {
    const database = open('postgresql://someone:hunter2@db.example:5432/tasks?sslmode=require');
    expect(database.description).toBe('PostgreSQL at db.example:5432/tasks');
  });
});
