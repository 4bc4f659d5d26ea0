/** Owns reading a JSON body against a schema: 415, 400 or 422 when it does not fit (RFC 9110, 15.5.16, 15.5.1, 15.5.21). */

import type { ProblemError } from '@todo-chatbot/contracts';
import type { Context } from 'hono';
import type { z } from 'zod';
import type { HttpEnvironment } from './http-environment.ts';
import { problemResponse } from './problem.ts';

export type JsonOutcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly response: Response };

const jsonTypes: readonly string[] = ['application/json', 'application/merge-patch+json'];

export async function readJson<T extends z.ZodType>(
  c: Context<HttpEnvironment>,
  schema: T,
): Promise<JsonOutcome<z.output<T>>> {
  const mediaType = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (!jsonTypes.includes(mediaType)) {
    const detail =
      mediaType === ''
        ? 'The request has no Content-Type; send application/json'
        : 'The Content-Type must be application/json';
    const headers = { accept: 'application/json' };
    return { ok: false, response: problemResponse(c, { code: 'unsupported-media-type', detail, headers }) };
  }

  const text = await c.req.text();
  const json = parse(text);
  if (json === undefined) {
    const detail =
      text.trim() === '' ? 'The body is empty; a JSON object is expected' : 'The body is not JSON';
    return { ok: false, response: problemResponse(c, { code: 'malformed-request', detail }) };
  }

  const result = schema.safeParse(json.value);
  if (result.success) return { ok: true, value: result.data };
  return {
    ok: false,
    response: problemResponse(c, {
      code: 'validation-failed',
      detail: 'The body does not fit; "errors" names each member that does not',
      errors: result.error.issues.flatMap((issue) => describeIssue(issue)),
    }),
  };
}

function parse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** @param within where in the body lies what was read */
export function describeIssue(
  issue: z.core.$ZodIssue,
  within: readonly PropertyKey[] = [],
): readonly (ProblemError & { readonly pointer: string })[] {
  const path = [...within, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ pointer: pointer([...path, key]), detail: 'Is not known here' }));
  }
  return [{ pointer: pointer(path), detail: issue.message }];
}

/** RFC 6901. */
function pointer(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
