/** Owns the way to the API: the only file of the web application that knows its paths and speaks HTTP about tasks. */

import type {
  AssistantInfo,
  BulkRequestInput,
  BulkResult,
  ConversationList,
  ConversationWithMessages,
  LabelList,
  NewTaskInput,
  Problem,
  ProjectList,
  Task,
  TaskChangesInput,
  TaskCounts,
  TaskList,
  TaskQueryInput,
  UndoResult,
} from '@todo-chatbot/contracts';
import { ApiError, problemMessage } from './api-error.ts';
import { listPath, parameters } from './early-list.ts';

/** What a change did, and what `undo` takes to take it back; `null` where nothing had to change. */
export type Changed = { readonly task: Task; readonly activityId: string | null };

/** Every method rejects with an {@link ApiError}, or with an AbortError when its caller's signal is aborted. */
export type ApiClient = {
  listTasks(query: TaskQueryInput, options: { readonly signal: AbortSignal }): Promise<TaskList>;
  countTasks(timeZone: string, options: { readonly signal: AbortSignal }): Promise<TaskCounts>;
  getTask(id: string, options: { readonly signal: AbortSignal }): Promise<Task>;
  listProjects(options: { readonly signal: AbortSignal }): Promise<ProjectList>;
  listLabels(options: { readonly signal: AbortSignal }): Promise<LabelList>;
  /** @param key names this creation: sent again with it, nothing is made twice */
  addTask(task: NewTaskInput, key: string): Promise<Changed>;
  /** @param version what the change was based on; another one there is an error with status 412 */
  changeTask(id: string, changes: TaskChangesInput, version: number): Promise<Changed>;
  bulk(request: BulkRequestInput): Promise<BulkResult>;
  /** Without an id: the latest action of anyone of the account's clients. */
  undo(activityId?: string): Promise<UndoResult>;
  /** Who answers in the chat. */
  getAssistant(options: { readonly signal: AbortSignal }): Promise<AssistantInfo>;
  /** The latest ones. */
  listConversations(options: { readonly signal: AbortSignal }): Promise<ConversationList>;
  getConversation(id: string, options?: { readonly signal: AbortSignal }): Promise<ConversationWithMessages>;
  removeConversation(id: string): Promise<void>;
  /** A reply as it is written, for as long as it takes. @param init with the signal that stops it */
  chat(init: RequestInit): Promise<Response>;
};

const timeoutMs = 20_000;

/** @param fetch as in the browser */
export function createApiClient(fetch: typeof globalThis.fetch): ApiClient {
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

  /** @param member one that the answer must have: what else it has is the API's promise, tested against the contract */
  const read = async <Answer>(path: string, member: string, init?: RequestInit) => {
    const response = await send(path, init);
    if (!response.ok) throw await refusal(response);
    const value = await body(response);
    if (!hasMember(value, member)) throw unexpected(response);
    return { value: value as Answer, activityId: response.headers.get('x-activity-id') };
  };

  const write = (method: string, content: unknown, headers: Record<string, string> = {}): RequestInit => ({
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(content),
  });
  const changed = ({ value, activityId }: { value: Task; activityId: string | null }): Changed => ({
    task: value,
    activityId,
  });

  return {
    listTasks: async (query, { signal }) =>
      (await read<TaskList>(listPath(query), 'tasks', { signal })).value,
    countTasks: async (timeZone, { signal }) =>
      (await read<TaskCounts>(`/api/tasks/counts?${parameters({ timeZone })}`, 'pending', { signal })).value,
    getTask: async (id, { signal }) => (await read<Task>(taskPath(id), 'id', { signal })).value,
    listProjects: async ({ signal }) =>
      (await read<ProjectList>('/api/projects', 'projects', { signal })).value,
    listLabels: async ({ signal }) => (await read<LabelList>('/api/labels', 'labels', { signal })).value,
    addTask: async (task, key) =>
      changed(await read<Task>('/api/tasks', 'id', write('POST', task, { 'idempotency-key': key }))),
    changeTask: async (id, changes, version) =>
      changed(await read<Task>(taskPath(id), 'id', write('PATCH', changes, { 'if-match': `"${version}"` }))),
    bulk: async (request) =>
      (await read<BulkResult>('/api/tasks/bulk', 'tasks', write('POST', request))).value,
    undo: async (activityId) =>
      (await read<UndoResult>('/api/undo', 'undone', write('POST', activityId ? { activityId } : {}))).value,
    getAssistant: async ({ signal }) =>
      (await read<AssistantInfo>('/api/assistant', 'provider', { signal })).value,
    listConversations: async ({ signal }) =>
      (await read<ConversationList>('/api/conversations', 'conversations', { signal })).value,
    getConversation: async (id, options) =>
      (await read<ConversationWithMessages>(conversationPath(id), 'messages', options)).value,
    removeConversation: async (id) => {
      const response = await send(conversationPath(id), { method: 'DELETE' });
      if (!response.ok && response.status !== 404) throw await refusal(response);
    },
    chat: async (init) => {
      const headers = { 'content-type': 'application/json', accept: 'text/event-stream' };
      const endless = new AbortController().signal;
      const response = await send('/api/chat', { ...init, headers }, endless);
      if (!response.ok) throw await refusal(response);
      return response;
    },
  };
}

const conversationPath = (id: string) => `/api/conversations/${encodeURIComponent(id)}`;
const taskPath = (id: string) => `/api/tasks/${encodeURIComponent(id)}`;

function hasMember(value: unknown, member: string): boolean {
  return typeof value === 'object' && value !== null && member in value;
}

/** What the API said about a request that it did not carry out. */
async function refusal(response: Response): Promise<ApiError> {
  const value = await body(response);
  if (!hasMember(value, 'title') || !hasMember(value, 'code')) return unexpected(response);
  const problem = value as Problem;
  return new ApiError({
    kind: 'problem',
    message: problemMessage(problem),
    status: response.status,
    code: problem.code,
  });
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
