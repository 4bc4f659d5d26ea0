/** Owns error answers: RFC 9457 problem details. Nothing of a stack, a query or a driver's message gets in. */

import { type Problem, type ProblemCode, type ProblemError, problemMediaType } from '@todo-chatbot/contracts';
import type { Context } from 'hono';
import type { HttpEnvironment } from './http-environment.ts';

const kinds = {
  'malformed-request': { status: 400, title: 'The request is malformed' },
  'invalid-parameter': { status: 400, title: 'A parameter is not valid' },
  unauthorized: { status: 401, title: 'Sign in first' },
  forbidden: { status: 403, title: 'Not allowed' },
  'not-found': { status: 404, title: 'Not found' },
  'method-not-allowed': { status: 405, title: 'The method is not allowed here' },
  conflict: { status: 409, title: 'It does not go together with what is there' },
  'nothing-to-undo': { status: 409, title: 'There is nothing to undo' },
  'undo-unknown': { status: 409, title: 'A newer version did this' },
  'undo-conflict': { status: 409, title: 'What changed since would be lost' },
  'precondition-failed': { status: 412, title: 'It has changed since' },
  'body-too-large': { status: 413, title: 'The body is too large' },
  'unsupported-media-type': { status: 415, title: 'The media type is not supported' },
  'validation-failed': { status: 422, title: 'The content is not valid' },
  'idempotency-key-reused': { status: 422, title: 'The idempotency key belongs to another request' },
  'precondition-required': { status: 428, title: 'The request must say which version it changes' },
  'rate-limited': { status: 429, title: 'Too many requests' },
  'internal-error': { status: 500, title: 'Internal error' },
  unavailable: { status: 503, title: 'Temporarily unavailable' },
} as const satisfies Record<ProblemCode, { readonly status: number; readonly title: string }>;

/** Seconds after which a client may try again what is unavailable now. */
const retryAfter = '1';

/**
 * @param options.detail what happened this time, for the client's eyes
 */
export function problemResponse(
  c: Context<HttpEnvironment>,
  options: {
    readonly code: ProblemCode;
    readonly detail: string;
    readonly errors?: readonly ProblemError[];
    readonly headers?: Readonly<Record<string, string>>;
  },
): Response {
  const { status, title } = kinds[options.code];
  const body: Problem = {
    type: `urn:problem:todo-chatbot:${options.code}`,
    title,
    status,
    detail: options.detail,
    instance: c.req.path,
    code: options.code,
    requestId: c.get('requestId'),
    ...(options.errors !== undefined && { errors: [...options.errors] }),
  };
  return c.body(JSON.stringify(body), status, {
    'content-type': problemMediaType,
    ...(status === 503 && { 'retry-after': retryAfter }),
    ...options.headers,
  });
}
