/** The application as tests call it, without a socket: by `request`, on whatever tasks they bring. */

import type { Accounts } from '../src/accounts/accounts.ts';
import { type AppOptions, createApp } from '../src/app.ts';
import type { Chat } from '../src/chat/chat.ts';
import type { Readiness } from '../src/http/readiness.ts';
import { createLog } from '../src/log.ts';
import { createMetrics, type Metrics } from '../src/metrics/metrics.ts';
import type { Domain } from '../src/todos/domain.ts';

export const readyNow: Readiness = { check: async () => ({ ready: true }), started: () => true };

export type LogLine = Readonly<Record<string, unknown>>;

/** @returns the app, and the lines it logs (from `info` on) as it writes them */
export function createTestApp(options: {
  readonly domain: Domain;
  readonly readiness?: Readiness;
  readonly chat?: Chat;
  readonly feed?: AppOptions['feed'];
  readonly feeds?: AppOptions['feeds'];
  readonly closing?: AbortSignal;
  readonly now?: () => Temporal.Instant;
  /** Who signs in, and how; absent: nobody needs to. */
  readonly auth?: AppOptions['auth'];
  readonly metrics?: Metrics;
  readonly identify?: NonNullable<AppOptions['identify']>;
  /** Whose requests they are; absent: the local account's. */
  readonly account?: { readonly id: string; readonly timeZone: string };
}) {
  const { account } = options;
  const lines: LogLine[] = [];
  const log = createLog({
    level: 'info',
    base: {},
    destination: { write: (line: string) => void lines.push(JSON.parse(line)) },
  });
  const app = createApp({
    domain: options.domain,
    ...(account !== undefined && {
      identify: async (c, next) => {
        c.set('account', account);
        await next();
      },
    }),
    ...(options.identify !== undefined && { identify: options.identify }),
    auth: options.auth ?? { accounts: {} as Accounts, authentication: 'off', trustedProxies: 1 },
    chat: options.chat ?? ({ info: { provider: 'built-in', model: null } } as Chat),
    mcp: {
      allowedHosts: ['todo.example'],
      allowedOrigins: ['web.example'],
      newId: () => crypto.randomUUID(),
    },
    feeds: options.feeds ?? (new Proxy({}, { get: () => async () => null }) as AppOptions['feeds']),
    feed: options.feed ?? { subscribe: () => () => undefined },
    closing: options.closing ?? new AbortController().signal,
    now: options.now ?? (() => Temporal.Instant.from('2026-11-20T12:00:00Z')),
    readiness: options.readiness ?? readyNow,
    metrics: options.metrics ?? createMetrics({ poolUse: () => null }),
    service: {
      name: 'todo-chatbot-api',
      version: '1.2.3',
      instance: 'pod-1',
      labels: { release: null, build: null },
    },
    bodyLimitBytes: 2048,
    log,
    newRequestId: () => 'request-1',
    monotonicMs: () => 0,
  });
  return { app, lines };
}

/** A domain for tests that must not reach it, or that say how it fails. */
export function failingDomain(error: Error): Domain {
  const failing = new Proxy({}, { get: () => () => Promise.reject(error) });
  return new Proxy({} as Domain, { get: () => failing });
}

export const json = (method: string, body: unknown) => ({
  method,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
