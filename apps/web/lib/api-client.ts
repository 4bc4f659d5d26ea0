/** Owns the way to the API: the only file of the web application that knows its paths and speaks HTTP. */

import { problem, type Task, task, taskList } from '@todo-chatbot/contracts';
import type { z } from 'zod';
import { ApiError, problemMessage } from './api-error.ts';

/** Every method rejects with an {@link ApiError}, or with an AbortError when its caller's signal is aborted. */
export type ApiClient = {
  /** All tasks, newest first. */
  listTasks(options: { readonly signal: AbortSignal }): Promise<readonly Task[]>;
  addTask(title: string): Promise<Task>;
  completeTask(id: string): Promise<Task>;
  reopenTask(id: string): Promise<Task>;
  /**
   * A task that is gone already counts as deleted.
   *
   * @param options.outlivesPage lets the request go on when the page is being closed
   */
  deleteTask(id: string, options?: { readonly outlivesPage?: boolean }): Promise<void>;
};

const timeoutMs = 20_000;

/** @param fetch as in the browser */
export function createApiClient(fetch: typeof globalThis.fetch): ApiClient {
  const send = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const deadline = AbortSignal.timeout(timeoutMs);
    const signal = init.signal ? AbortSignal.any([init.signal, deadline]) : deadline;
    try {
      return await fetch(path, { ...init, signal, headers: { accept: 'application/json', ...init.headers } });
    } catch (cause) {
      if (init.signal?.aborted) throw cause;
      throw deadline.aborted
        ? new ApiError({ kind: 'timeout', message: 'The server takes too long to answer.', cause })
        : new ApiError({ kind: 'unreachable', message: 'The server cannot be reached.', cause });
    }
  };

  const read = async <Schema extends z.ZodType>(
    schema: Schema,
    path: string,
    init?: RequestInit,
  ): Promise<z.output<Schema>> => {
    const response = await send(path, init);
    if (!response.ok) throw await refusal(response);
    const parsed = schema.safeParse(await body(response));
    if (parsed.success) return parsed.data;
    throw unexpected(response, parsed.error);
  };

  return {
    listTasks: async ({ signal }) => (await read(taskList, '/api/tasks', { signal })).tasks,
    addTask: (title) =>
      read(task, '/api/tasks', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ title }),
      }),
    completeTask: (id) => read(task, `${taskPath(id)}/complete`, { method: 'POST' }),
    reopenTask: (id) => read(task, `${taskPath(id)}/reopen`, { method: 'POST' }),
    deleteTask: async (id, { outlivesPage = false } = {}) => {
      const response = await send(taskPath(id), { method: 'DELETE', keepalive: outlivesPage });
      if (!response.ok && response.status !== 404) throw await refusal(response);
    },
  };
}

const taskPath = (id: string) => `/api/tasks/${encodeURIComponent(id)}`;

/** What the API said about a request that it did not carry out. */
async function refusal(response: Response): Promise<ApiError> {
  const parsed = problem.safeParse(await body(response));
  if (!parsed.success) return unexpected(response, parsed.error);
  return new ApiError({ kind: 'problem', message: problemMessage(parsed.data), status: response.status });
}

function unexpected(response: Response, cause: unknown): ApiError {
  const message = `The server gave an unexpected answer (${response.status}).`;
  return new ApiError({ kind: 'unexpected', message, status: response.status, cause });
}

/** The parsed body, or `undefined` where it is no JSON. */
async function body(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}
