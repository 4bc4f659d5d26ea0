/** Owns one life of the service: answer, prepare the database, serve, and on a signal leave without losing a request. */

import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { createAccounts } from './accounts/accounts.ts';
import { createPasswordHasher } from './accounts/password-hasher.ts';
import { signInLimits } from './accounts/rate-limits.ts';
import { createApp } from './app.ts';
import { createChat } from './chat/chat.ts';
import type { Config } from './config.ts';
import { createIdentityStores } from './database/accounts/create-identity-stores.ts';
import { createConversationStore } from './database/conversations/conversation-store.ts';
import { createStores } from './database/create-stores.ts';
import { createFeedStore } from './database/feed-store.ts';
import { forgetOldKeys } from './database/forget-old-keys.ts';
import { EmbeddedDatabaseMissing } from './database/open-pglite.ts';
import { identifyByCredential, identifyLocal } from './http/accounts/identify.ts';
import { createAssistantModels } from './language-models/create-assistant-models.ts';
import { createChangeFeed } from './live/change-feed.ts';
import type { Log } from './log.ts';
import { createMetrics } from './metrics/metrics.ts';
import { openDatabase } from './open-database.ts';
import { startHttpServer } from './server/http-server.ts';
import { prepareDatabase } from './server/prepare-database.ts';
import { createReadiness } from './server/readiness.ts';
import { createDomain } from './todos/domain.ts';
import type { Tracing } from './tracing/tracing.ts';

/** How long an idle connection may stay after the server stopped accepting; see `HttpServer.stop`. */
const lingerMs = 500;

/** Two passwords at once take 38 MiB; who comes after so many that wait is told to come back. */
const hashing = { atOnce: 2, waiting: 20 } as const;

/** A reply whose process died is told apart from a living one within 12 seconds. */
const replyTimes = { leaseMs: 12_000, checkpointMs: 250 } as const;

/** How often what nobody needs any more is removed from the database, milliseconds. */
const tidyEveryMs = 600_000;

/**
 * Serves until `stop` is aborted.
 *
 * @param options.stop aborted with the name of the signal that ends the service
 * @returns true when it ended as it should; false when it could not start, or had to cut a request at the end
 */
export async function serve(options: {
  readonly config: Config;
  readonly service: { readonly name: string; readonly version: string };
  readonly pid: number;
  readonly stop: AbortSignal;
  readonly log: Log;
}): Promise<boolean> {
  const { config, service, pid, stop, log } = options;
  const now = () => Temporal.Now.instant();
  const monotonicMs = () => performance.now();
  const waitFor = (ms: number, signal: AbortSignal) => wait(ms, undefined, { signal });
  const tracing = await openTracing();
  const database = openDatabase({ config, log, pid, ...(tracing && { onStatement: tracing.statement }) });
  const readiness = createReadiness({ ping: database.ping, wait: waitFor, log });
  const metrics = createMetrics({ poolUse: database.poolUse });
  const domain = createDomain({
    stores: metrics.counting(createStores(database.db)),
    now,
    newId: randomUUID,
  });
  const chat = createChat({
    store: createConversationStore(database.db),
    domain,
    models: createAssistantModels({ configuration: config.assistant, newId: randomUUID }),
    times: replyTimes,
    now,
    newId: randomUUID,
  });
  const feed = createChangeFeed({ listen: database.listen, wait: waitFor, log });
  const closing = new AbortController();
  const accounts = createAccounts({
    stores: createIdentityStores(database.db),
    hasher: createPasswordHasher(hashing),
    limits: {
      signIn: signInLimits(config.auth.signInAttempts),
      requests: { limit: config.auth.requestsPerMinute, windowMs: 60_000 },
    },
    now,
    newId: randomUUID,
  });
  const authentication = config.auth.required ? 'on' : 'off';
  const app = createApp({
    domain,
    feed,
    feeds: createFeedStore(database.db),
    closing: closing.signal,
    auth: { accounts, authentication, trustedProxies: config.auth.trustedProxies },
    identify: config.auth.required
      ? identifyByCredential(accounts)
      : identifyLocal({ accounts, monotonicMs }),
    chat,
    now,
    mcp: { ...config.mcp, newId: randomUUID },
    readiness,
    metrics,
    ...(tracing && { tracing }),
    service: { ...service, instance: config.instance, labels: config.labels },
    bodyLimitBytes: config.bodyLimitBytes,
    log,
    newRequestId: randomUUID,
    monotonicMs,
  });

  const stopped = new Promise<void>((resolve) => {
    if (stop.aborted) resolve();
    else stop.addEventListener('abort', () => resolve(), { once: true });
  });

  // Answers before the database is there: alive from the first moment, ready when the tables are.
  const server = await startHttpServer({ fetch: app.fetch, host: config.host, port: config.port });
  log.info({ port: server.port, database: database.description }, 'listening');

  const prepared = await prepare();
  if (prepared) {
    readiness.start();
    feed.start();
    log.info('ready');
  }
  const tidying = setInterval(tidy, tidyEveryMs);
  if (prepared !== false) await stopped;
  clearInterval(tidying);

  log.info({ signal: stop.reason, drainMs: config.drainMs }, 'stopping: draining');
  // Whoever follows the log learns of it now and not with the next batch of lines.
  log.flush();
  if (!config.readyWhileDraining) readiness.drain();
  server.drain();
  closing.abort();
  if (prepared) await wait(config.drainMs);
  const { cut } = await server.stop({ lingerMs, timeoutMs: config.shutdownTimeoutMs });
  if (cut > 0) log.error({ cut }, 'stopping: requests took too long and were cut');
  await feed.stop();
  await Promise.all([database.close(), tracing?.stop()]);
  log.info('stopped');
  return prepared !== false && cut === 0;

  /** Its libraries are read only where somebody receives traces. */
  async function openTracing(): Promise<Tracing | null> {
    if (config.tracing === null) return null;
    const { createTracing } = await import('./tracing/open-telemetry.ts');
    return createTracing({
      endpoint: config.tracing.endpoint,
      service: { ...service, instance: config.instance },
      epochMs: () => performance.timeOrigin + performance.now(),
      log,
    });
  }

  /** Nobody waits for it, and the next time makes up for one that failed. */
  function tidy(): void {
    if (!readiness.started()) return;
    forgetOldKeys(database.db, now()).then(
      (forgotten) => log.debug({ forgotten }, 'old keys of creations are forgotten'),
      (error: unknown) => log.warn({ err: error }, 'old keys of creations could not be forgotten'),
    );
  }

  /** True: serve. Null: stay alive without serving. False: end. */
  async function prepare(): Promise<boolean | null> {
    readiness.waitFor('The service is waiting for its database');
    try {
      const outcome = await prepareDatabase({
        database,
        timeoutMs: config.startupTimeoutMs,
        monotonicMs,
        wait: waitFor,
        signal: stop,
        log,
      });
      switch (outcome.status) {
        case 'prepared':
          return true;
        case 'cancelled':
          return null;
        case 'unreachable':
          log.fatal({ err: outcome.error }, `the database could not be reached: ${database.description}`);
          return false;
      }
    } catch (error) {
      if (error instanceof EmbeddedDatabaseMissing) {
        // An image started alone, to see that it starts: it lives, and says why it serves nothing.
        log.error(error.message);
        readiness.waitFor('No database is configured: set DATABASE_URL');
        return null;
      }
      log.fatal({ err: error }, 'the database could not be prepared');
      return false;
    }
  }
}
