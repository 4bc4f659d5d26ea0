/** Hears announcements over a connection of its own: one of the pool would be given to somebody else between two of them. */

import { Client } from 'pg';
import { StorageUnavailable } from '../todos/storage-unavailable.ts';
import { changesChannel } from './changes-channel.ts';
import { isUnreachable } from './unreachable.ts';

/**
 * A transaction pooler has no session that could listen: give the address of the database itself where there is one.
 *
 * @throws StorageUnavailable when it cannot be reached
 */
export async function listenToPostgres(options: {
  readonly url: string;
  readonly connectTimeoutMs: number;
  readonly onAnnouncement: (payload: string) => void;
  readonly onLost: () => void;
}): Promise<{ stop(): Promise<void> }> {
  const client = new Client({
    connectionString: options.url,
    application_name: 'todo-chatbot-api changes',
    connectionTimeoutMillis: options.connectTimeoutMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  });
  let over = false;
  const lost = (): void => {
    if (over) return;
    over = true;
    options.onLost();
    void client.end().catch(() => undefined);
  };
  client.on('notification', ({ payload = '' }) => options.onAnnouncement(payload));
  try {
    await client.connect();
    // Only now: a connection that never was cannot be lost.
    client.on('error', lost);
    client.on('end', lost);
    await client.query(`listen ${changesChannel}`);
  } catch (error) {
    over = true;
    client.on('error', () => undefined);
    await client.end().catch(() => undefined);
    throw isUnreachable(error)
      ? new StorageUnavailable('The database cannot be reached', { cause: error })
      : error;
  }
  return {
    stop: async () => {
      over = true;
      await client.end().catch(() => undefined);
    },
  };
}
