/** Owns the error answer: RFC 9457 problem details, sent as `application/problem+json`. */

import { z } from 'zod';

export const problemMediaType = 'application/problem+json';

/** The kinds of problem the API answers with; `type` is `urn:problem:todo-chatbot:<code>`. */
export const problemCodes = [
  'malformed-request',
  'invalid-parameter',
  'validation-failed',
  'unauthorized',
  'forbidden',
  'not-found',
  'method-not-allowed',
  'conflict',
  'nothing-to-undo',
  'undo-conflict',
  'undo-unknown',
  'precondition-failed',
  'precondition-required',
  'idempotency-key-reused',
  'unsupported-media-type',
  'body-too-large',
  'rate-limited',
  'unavailable',
  'internal-error',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

/** One member of the request that was refused. */
export const problemError = z.object({
  /** Where: a JSON pointer into the body (`/title`, empty for the body itself), or the name of a parameter. */
  pointer: z.string().optional(),
  parameter: z.string().optional(),
  /** What is wrong with it, for a person. */
  detail: z.string(),
});
export type ProblemError = z.infer<typeof problemError>;

export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int().min(400).max(599),
    /** What happened this time, for a person. */
    detail: z.string().optional(),
    /** The path of the request that had the problem. */
    instance: z.string().optional(),
    /** The same as the end of `type`, for a program. Open: a client must bear codes that it does not know. */
    code: z.string(),
    /** Finds the request in the server's log. */
    requestId: z.string().optional(),
    errors: z.array(problemError).optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problem>;
