/** The whole application on a database, with a clock that the test turns. */

import { randomUUID } from 'node:crypto';
import { createStores } from '../src/database/create-stores.ts';
import type { Database } from '../src/database/database.ts';
import { createFeedStore } from '../src/database/feed-store.ts';
import { createMetrics, type Metrics } from '../src/metrics/metrics.ts';
import { createDomain, type Domain } from '../src/todos/domain.ts';
import { createTestAccounts } from './accounts-fixture.ts';
import { createTestApp, json } from './app-fixture.ts';
import { createTestChat } from './chat-fixture.ts';

export type TestClock = { now: Temporal.Instant };

export function createTestDomain(database: Database): {
  readonly domain: Domain;
  readonly clock: TestClock;
  readonly metrics: Metrics;
} {
  const clock = { now: Temporal.Instant.from('2026-11-20T12:00:00Z') };
  const metrics = createMetrics({ poolUse: () => database.poolUse() });
  const stores = metrics.counting(createStores(database.db));
  const domain = createDomain({ stores, now: () => clock.now, newId: randomUUID });
  return { domain, clock, metrics };
}

/** @param account whose requests they are; absent: the local account's */
export function createTestClient(
  database: Database,
  account?: { readonly id: string; readonly timeZone: string },
) {
  const { domain, clock, metrics } = createTestDomain(database);
  const { app, lines } = createTestApp({
    domain,
    metrics,
    chat: createTestChat(database, { domain, clock }),
    auth: { accounts: createTestAccounts(database, clock), authentication: 'off', trustedProxies: 1 },
    feeds: createFeedStore(database.db),
    now: () => clock.now,
    ...(account !== undefined && { account }),
  });
  return {
    app,
    domain,
    clock,
    lines,
    /** @param body sent as JSON; absent: none */
    send: async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
      const init = body === undefined ? { method } : json(method, body);
      return await app.request(`/api${path}`, {
        ...init,
        headers: { ...('headers' in init && init.headers), ...headers },
      });
    },
  };
}
