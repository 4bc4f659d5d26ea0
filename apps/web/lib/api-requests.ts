/** Owns how a request to the API is sent and its answer read: deadlines, JSON, and what a refusal means. */

import type { Problem } from '@todo-chatbot/contracts';
import { ApiError, problemMessage } from './api-error.ts';

const timeoutMs = 20_000;

export type Requests = ReturnType<typeof createRequests>;

/** Everything rejects with an {@link ApiError}, or with an AbortError when its caller's signal is aborted. @param fetch as in the browser */
export function createRequests(fetch: typeof globalThis.fetch) {
  /** @returns an answer of any status */
  const send = async (
    path: string,
    init: RequestInit = {},
    deadline = AbortSignal.timeout(timeoutMs),
  ): Promise<Response> => {
    const signal = init.signal ? AbortSignal.any([init.signal, deadline]) : deadline;
    const headers = { accept: 'application/json', 'x-client': 'web', ...init.headers };
    try {
      return await fetch(path, { ...init, signal, headers });
    } catch (cause) {
      if (init.signal?.aborted) throw cause;
      throw deadline.aborted
        ? new ApiError({ kind: 'timeout', message: 'The server takes too long to answer.', cause })
        : new ApiError({ kind: 'unreachable', message: 'The server cannot be reached.', cause });
    }
  };

  /** Sends what has no answer but that it was done. */
  const done = async (path: string, init: RequestInit): Promise<void> => {
    const response = await send(path, init);
    if (!response.ok) throw await refusal(response);
  };

  /** @param member one that the answer must have: what else it has is the API's promise, tested against the contract */
  const read = async <Answer>(path: string, member: string, init?: RequestInit) => {
    const response = await send(path, init);
    if (!response.ok) throw await refusal(response);
    const value = await body(response);
    if (!hasMember(value, member)) throw unexpected(response);
    return { value: value as Answer, activityId: response.headers.get('x-activity-id') };
  };

  return { send, done, read };
}

/** A request with a JSON body. */
export const write = (
  method: string,
  content: unknown,
  headers: Record<string, string> = {},
): RequestInit => ({
  method,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(content),
});

/** What the API said about a request that it did not carry out. */
export async function refusal(response: Response): Promise<ApiError> {
  const value = await body(response);
  if (!hasMember(value, 'title') || !hasMember(value, 'code')) return unexpected(response);
  const problem = value as Problem;
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return new ApiError({
    kind: 'problem',
    message: problemMessage(problem),
    status: response.status,
    code: problem.code,
    errors: problem.errors ?? [],
    retryAfterSeconds: Number.isFinite(seconds) ? seconds : null,
  });
}

function hasMember(value: unknown, member: string): boolean {
  return typeof value === 'object' && value !== null && member in value;
}

function unexpected(response: Response): ApiError {
  const message = `The server gave an unexpected answer (${response.status}).`;
  return new ApiError({ kind: 'unexpected', message, status: response.status });
}

/** The parsed body, or `undefined` where it is no JSON. */
async function body(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}
