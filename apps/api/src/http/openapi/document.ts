/** `GET /api/openapi.json` and `GET /api/docs`: the API as it describes itself. */

import type { OpenAPIHono } from '@hono/zod-openapi';
import type { HttpEnvironment } from '../http-environment.ts';
import { createRouter, type Router } from './operation.ts';
import { renderDocument } from './render-document.ts';

export type Document = ReturnType<OpenAPIHono<HttpEnvironment>['getOpenAPI31Document']>;

/** @param options.describe the application, once all its resources are in place */
export function openApiRoutes(options: {
  readonly describe: () => Router;
  readonly version: string;
}): Router {
  const document = once(() =>
    options.describe().getOpenAPI31Document({
      openapi: '3.1.0',
      info: {
        title: 'Todo Chatbot',
        version: options.version,
        description: 'Tasks, projects, labels, and the assistant. Errors are problem details (RFC 9457).',
      },
      servers: [{ url: '/' }],
    }),
  );
  const json = once(() => JSON.stringify(document()));
  const page = once(() => renderDocument(document()));
  const router = createRouter();
  router.get('/openapi.json', (c) => c.body(json(), 200, { 'content-type': 'application/json' }));
  router.get('/docs', (c) => {
    const { html, styleHash } = page();
    return c.body(html, 200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    });
  });
  return router;
}

/** Both are made with the first request that asks, and kept: they depend on nothing but the program. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
