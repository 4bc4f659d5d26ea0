/** Owns the HTTP application: which resource lies where, and what every request goes through. */

import type { Context, Hono, MiddlewareHandler } from 'hono';
import { methodNotAllowed } from 'hono/method-not-allowed';
import type { Chat } from './chat/chat.ts';
import type { FeedStore } from './feed/feed-store.ts';
import { accountRoutes } from './http/accounts/account-routes.ts';
import { type AuthOptions, authRoutes } from './http/accounts/auth-routes.ts';
import { sameSite } from './http/accounts/same-site.ts';
import { chatRoutes } from './http/chat.ts';
import { conversationRoutes } from './http/conversations.ts';
import { eventRoutes } from './http/events.ts';
import { feedRoutes } from './http/feed.ts';
import { healthRoutes } from './http/health.ts';
import type { HttpEnvironment } from './http/http-environment.ts';
import { limitBody } from './http/limit-body.ts';
import { type McpOptions, mcpRoutes } from './http/mcp.ts';
import { measureRequests, metricsRoutes } from './http/metrics.ts';
import { openApiRoutes } from './http/openapi/document.ts';
import { createRouter } from './http/openapi/operation.ts';
import { problemResponse } from './http/problem.ts';
import type { Readiness } from './http/readiness.ts';
import { readyRoutes } from './http/ready.ts';
import { requestContext } from './http/request-context.ts';
import { logOf } from './http/request-log.ts';
import { quickAddRoutes } from './http/tasks/quick-add-route.ts';
import { todoRoutes } from './http/todo-routes.ts';
import { traceRequests } from './http/trace-requests.ts';
import { transferRoutes } from './http/transfer/transfer-routes.ts';
import type { ChangeFeed } from './live/change-feed.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics/metrics.ts';
import type { Domain } from './todos/domain.ts';
import { StorageUnavailable } from './todos/storage-unavailable.ts';
import type { Tracing } from './tracing/tracing.ts';

export type AppOptions = {
  readonly domain: Domain;
  /** Sets whose request it is; absent: the account of an installation without sign-in. */
  readonly identify?: MiddlewareHandler<HttpEnvironment>;
  readonly auth: AuthOptions;
  readonly chat: Chat;
  readonly mcp: Pick<McpOptions, 'allowedHosts' | 'allowedOrigins' | 'newId'>;
  readonly feeds: FeedStore;
  /** Who hears of changes. */
  readonly feed: Pick<ChangeFeed, 'subscribe'>;
  /** Aborted when the process leaves: streams end, their clients go elsewhere. */
  readonly closing: AbortSignal;
  readonly now: () => Temporal.Instant;
  readonly readiness: Readiness;
  readonly metrics: Metrics;
  /** Absent: nothing is traced. */
  readonly tracing?: Pick<Tracing, 'request'>;
  readonly service: {
    readonly name: string;
    readonly version: string;
    readonly instance: string;
    readonly labels: { readonly release: string | null; readonly build: string | null };
  };
  readonly bodyLimitBytes: number;
  readonly log: Log;
  readonly newRequestId: () => string;
  readonly monotonicMs: () => number;
};

/** A file of `importMax` tasks with notes of usual length; other bodies are far smaller. */
const importLimitBytes = 4 * 1024 * 1024;
const importPaths: readonly string[] = ['/api/import', '/api/import/preview'];

export function createApp(options: AppOptions): Hono<HttpEnvironment> {
  const { domain, chat, now, readiness, service, bodyLimitBytes, log, newRequestId, monotonicMs } = options;
  const app = createRouter();

  app.use(requestContext({ log, instance: service.instance, newRequestId, monotonicMs }));
  if (options.tracing !== undefined) app.use(traceRequests(options.tracing));
  app.use(measureRequests({ metrics: options.metrics, monotonicMs }));
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (c, methods) =>
        problemResponse(c, {
          code: 'method-not-allowed',
          detail: `Allowed here: ${methods.join(', ')}`,
          headers: { allow: methods.join(', ') },
        }),
    }),
  );

  app.route('/', metricsRoutes(options.metrics));
  app.route('/api', healthRoutes(service));
  app.route('/api', readyRoutes(readiness));

  for (const path of ['/api/*', '/mcp']) {
    app.use(path, (c, next) => (readiness.started() ? next() : starting(c)));
    const usual = limitBody(bodyLimitBytes);
    const file = limitBody(Math.max(bodyLimitBytes, importLimitBytes));
    app.use(path, (c, next) => (importPaths.includes(c.req.path) ? file(c, next) : usual(c, next)));
    // MCP has rules of its own for pages of other hosts, which may be allowed by name.
    if (path !== '/mcp') app.use(path, sameSite);
    if (options.identify !== undefined) app.use(path, options.identify);
  }
  app.route('/api', authRoutes(options.auth));
  app.route('/api', accountRoutes(options.auth));
  // Before the routes with an id: `quick-add` is none.
  app.route('/api', quickAddRoutes({ tasks: domain.tasks, now }));
  for (const routes of todoRoutes(domain)) app.route('/api', routes);
  app.route('/api', chatRoutes(chat));
  app.route('/api', conversationRoutes(chat));
  app.route('/api', eventRoutes(options));
  app.route('/api', transferRoutes({ domain, now }));
  app.route('/api', feedRoutes({ feeds: options.feeds, domain, now }));
  app.route('/', mcpRoutes({ ...options.mcp, domain, version: service.version }));
  app.route('/api', openApiRoutes({ describe: () => app, version: service.version }));

  app.notFound((c) => problemResponse(c, { code: 'not-found', detail: 'There is nothing at this address' }));
  app.onError((error, c) => {
    if (error instanceof StorageUnavailable) {
      logOf(c).warn({ err: error }, 'a request failed: the database cannot be reached');
      return problemResponse(c, { code: 'unavailable', detail: 'The database cannot be reached right now' });
    }
    logOf(c).error({ err: error }, 'a request failed');
    return problemResponse(c, { code: 'internal-error', detail: 'The log tells more about this request' });
  });
  return app;
}

async function starting(c: Context<HttpEnvironment>): Promise<Response> {
  return problemResponse(c, { code: 'unavailable', detail: 'The service is starting' });
}
