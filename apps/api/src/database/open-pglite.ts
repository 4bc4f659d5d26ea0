/** Opens the embedded PGlite: PostgreSQL inside this process, for one process. */

import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Kysely, PGliteDialect, sql } from 'kysely';
import type { StatementObserver } from '../tracing/tracing.ts';
import { changesChannel } from './changes-channel.ts';
import { type DataDirectoryLock, isProcessRunning, lockDataDirectory } from './data-directory-lock.ts';
import type { Database } from './database.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { observeStatements } from './observe-statements.ts';
import type { Schema } from './schema.ts';

/** This build comes without PGlite, as the production image does. */
export class EmbeddedDatabaseMissing extends Error {
  constructor(cause: unknown) {
    super(
      'DATABASE_URL is not set, and this build has no embedded database. Set DATABASE_URL to a PostgreSQL URL.',
      { cause },
    );
    this.name = 'EmbeddedDatabaseMissing';
  }
}

/** The data directory of a database that is gone when the process ends. */
export const inMemory = 'memory://';

/**
 * Opens it with the first query, not before.
 *
 * @param options.dataDirectory created when absent, with the folders above it
 */
export function openPglite(options: {
  readonly dataDirectory: string;
  readonly pid: number;
  readonly onStatement?: StatementObserver;
}): Database {
  const persistent = options.dataDirectory !== inMemory;
  const directory = persistent ? resolve(options.dataDirectory) : options.dataDirectory;
  let lock: DataDirectoryLock | null = null;
  let opened: ReturnType<typeof create> | null = null;

  /** Once: the same database serves statements and hears announcements. */
  const open = () => {
    opened ??= create().catch((error: unknown) => {
      opened = null;
      throw error;
    });
    return opened;
  };

  async function create() {
    const { PGlite } = await importPglite();
    if (!persistent) return await PGlite.create();
    await mkdir(dirname(directory), { recursive: true });
    lock = await lockDataDirectory({ directory, pid: options.pid, isRunning: isProcessRunning });
    try {
      return await PGlite.create(directory);
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  const db = new Kysely<Schema>({
    dialect: new PGliteDialect({ pglite: open }),
    ...observeStatements(options.onStatement),
  });
  return {
    description: persistent ? `PGlite in ${directory}` : 'PGlite in memory',
    db,
    migrate: () => migrate(db, migrations),
    async listen({ onAnnouncement }) {
      const pglite = await open();
      const unlisten = await pglite.listen(changesChannel, onAnnouncement);
      return { stop: () => unlisten() };
    },
    async ping() {
      await sql`select 1`.execute(db);
    },
    poolUse: () => null,
    async close() {
      await db.destroy();
      await lock?.release();
    },
  };
}

async function importPglite() {
  try {
    return await import('@electric-sql/pglite');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') {
      throw new EmbeddedDatabaseMissing(error);
    }
    throw error;
  }
}
