/**
 * Owns how a resource declares an operation: described once with the contract's schemas, served under the same path.
 *
 * The description only describes. Handlers read the request with `readJson` and `readQuery`, which answer with problem
 * details, and send answers without validating them again.
 */

import { OpenAPIHono, type RouteConfig } from '@hono/zod-openapi';
import { problem, problemMediaType } from '@todo-chatbot/contracts';
import type { Context } from 'hono';
import type { z } from 'zod';
import { accessOf } from '../accounts/access.ts';
import type { HttpEnvironment } from '../http-environment.ts';
import { problemResponse } from '../problem.ts';

export type Router = OpenAPIHono<HttpEnvironment>;

export function createRouter(): Router {
  return new OpenAPIHono<HttpEnvironment>();
}

/**
 * What who asks may be refused with is the same for every address of an account, and described here.
 *
 * @param route its path as OpenAPI writes it, `/tasks/{id}`
 */
export function operation(
  router: Router,
  route: RouteConfig,
  handler: (c: Context<HttpEnvironment>) => Response | Promise<Response>,
): void {
  const closed = accessOf(route.method.toUpperCase(), `/api${route.path}`)?.kind !== 'open';
  const refusals = closed ? problems(401, 403, 429) : {};
  router.openAPIRegistry.registerPath({ ...route, responses: { ...refusals, ...route.responses } });
  router.on(route.method.toUpperCase(), [route.path.replaceAll(/\{(\w+)\}/g, ':$1')], handler);
}

/**
 * For an address whose last part an `{id}` of another one would take: methods that it does not have end here. Declared
 * after its own operations and before those with the `{id}`.
 */
export function allowOnly(router: Router, path: string, methods: readonly string[]): void {
  const allow = methods.join(', ');
  router.all(path, (c) =>
    problemResponse(c, { code: 'method-not-allowed', detail: `Allowed here: ${allow}`, headers: { allow } }),
  );
}

/** A JSON answer of the description. */
export function answers(description: string, schema: z.ZodType) {
  return { description, content: { 'application/json': { schema } } };
}

/** A JSON body of the description. */
export function body(schema: z.ZodType) {
  return { required: true, content: { 'application/json': { schema } } };
}

const meanings = {
  400: 'The request is malformed, or a parameter is not valid',
  401: 'Nobody is signed in, or the token is not valid',
  403: 'Not allowed with this token, or from the page that asks',
  404: 'There is no such thing in this account',
  409: 'It does not go together with what is there',
  412: 'It is not at the version that If-Match names',
  413: 'The body is too large',
  415: 'The body is not JSON',
  422: 'The content is not valid',
  428: 'The request must name a version with If-Match',
  429: 'Too many requests; try again after Retry-After',
  503: 'The database cannot be reached; try again after Retry-After',
} as const;

/** Problem details of the description. Every operation may answer 503. */
export function problems(...statuses: readonly (keyof typeof meanings)[]) {
  return Object.fromEntries(
    [...statuses, 503 as const].map((status) => [
      status,
      { description: meanings[status], content: { [problemMediaType]: { schema: problem } } },
    ]),
  );
}
