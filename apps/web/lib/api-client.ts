/** Owns the way to the API: what the web application asks it about tasks and chats. */

import type {
  Account,
  AssistantInfo,
  BulkRequestInput,
  BulkResult,
  Colour,
  Conversation,
  ConversationList,
  ConversationWithMessages,
  Label,
  LabelList,
  NewTaskInput,
  Project,
  ProjectList,
  Task,
  TaskChangesInput,
  TaskCounts,
  TaskList,
  TaskQueryInput,
  UndoResult,
} from '@todo-chatbot/contracts';
import { createRequests, refusal, write } from './api-requests.ts';
import { listPath, parameters } from './early-list.ts';

/** What a change did, and what `undo` takes to take it back; `null` where nothing had to change. */
export type Changed = { readonly task: Task; readonly activityId: string | null };

/** `activityId`: as of {@link Changed}. */
export type Filed<T> = { readonly value: T; readonly activityId: string | null };

/** A kind of thing that tasks are filed under, as the API's addresses name it. */
export type FilingKind = 'projects' | 'labels';
export type FiledOf = { readonly projects: Project; readonly labels: Label };
export type FiledChanges = { readonly name?: string; readonly colour?: Colour };

/** Every method rejects with an `ApiError`, or with an AbortError when its caller's signal is aborted. */
export type ApiClient = {
  listTasks(query: TaskQueryInput, options: { readonly signal: AbortSignal }): Promise<TaskList>;
  getAccount(options: { readonly signal: AbortSignal }): Promise<Account>;
  changeTimeZone(timeZone: string): Promise<Account>;
  countTasks(timeZone: string, options: { readonly signal: AbortSignal }): Promise<TaskCounts>;
  getTask(id: string, options: { readonly signal: AbortSignal }): Promise<Task>;
  listProjects(options: { readonly signal: AbortSignal }): Promise<ProjectList>;
  listLabels(options: { readonly signal: AbortSignal }): Promise<LabelList>;
  /** @returns with what `undo` takes to take it back */
  addFiled<K extends FilingKind>(
    kind: K,
    wanted: Required<FiledChanges>,
    key: string,
  ): Promise<Filed<FiledOf[K]>>;
  changeFiled<K extends FilingKind>(kind: K, id: string, changes: FiledChanges): Promise<Filed<FiledOf[K]>>;
  /** Its tasks go to the inbox, or lose the label. */
  removeFiled(kind: FilingKind, id: string): Promise<string | null>;
  /** @param key names this creation: sent again with it, nothing is made twice */
  addTask(task: NewTaskInput, key: string): Promise<Changed>;
  /** @param version what the change was based on; another one there is an error with status 412 */
  changeTask(id: string, changes: TaskChangesInput, version: number): Promise<Changed>;
  /** @param key of a creation, as with `addTask` */
  bulk(request: BulkRequestInput, key?: string): Promise<BulkResult>;
  /** Without an id: the latest action of anyone of the account's clients. */
  undo(activityId?: string): Promise<UndoResult>;
  /** Who answers in the chat. */
  getAssistant(options: { readonly signal: AbortSignal }): Promise<AssistantInfo>;
  /** The latest ones. */
  listConversations(options: { readonly signal: AbortSignal }): Promise<ConversationList>;
  getConversation(id: string, options?: { readonly signal: AbortSignal }): Promise<ConversationWithMessages>;
  renameConversation(id: string, title: string): Promise<Conversation>;
  /** For good. It arrives even while the page goes away. */
  removeConversation(id: string): Promise<void>;
  /** A reply as it is written, for as long as it takes. @param init with the signal that stops it */
  chat(init: RequestInit): Promise<Response>;
};

/** @param fetch as in the browser */
export function createApiClient(fetch: typeof globalThis.fetch): ApiClient {
  const { send, read } = createRequests(fetch);
  const changed = ({ value, activityId }: { value: Task; activityId: string | null }): Changed => ({
    task: value,
    activityId,
  });

  return {
    listTasks: async (query, { signal }) =>
      (await read<TaskList>(listPath(query), 'tasks', { signal })).value,
    getAccount: async ({ signal }) => (await read<Account>('/api/account', 'timeZone', { signal })).value,
    changeTimeZone: async (timeZone) =>
      (await read<Account>('/api/account', 'timeZone', write('PATCH', { timeZone }))).value,
    countTasks: async (timeZone, { signal }) =>
      (await read<TaskCounts>(`/api/tasks/counts?${parameters({ timeZone })}`, 'pending', { signal })).value,
    getTask: async (id, { signal }) => (await read<Task>(taskPath(id), 'id', { signal })).value,
    listProjects: async ({ signal }) =>
      (await read<ProjectList>('/api/projects', 'projects', { signal })).value,
    listLabels: async ({ signal }) => (await read<LabelList>('/api/labels', 'labels', { signal })).value,
    addFiled: (kind, wanted, key) =>
      read(`/api/${kind}`, 'id', write('POST', wanted, { 'idempotency-key': key })),
    changeFiled: (kind, id, changes) => read(`/api/${kind}/${id}`, 'id', write('PATCH', changes)),
    removeFiled: async (kind, id) => {
      const response = await send(`/api/${kind}/${id}`, { method: 'DELETE' });
      if (!response.ok) throw await refusal(response);
      return response.headers.get('x-activity-id');
    },
    addTask: async (task, key) =>
      changed(await read<Task>('/api/tasks', 'id', write('POST', task, { 'idempotency-key': key }))),
    changeTask: async (id, changes, version) =>
      changed(await read<Task>(taskPath(id), 'id', write('PATCH', changes, { 'if-match': `"${version}"` }))),
    bulk: async (request, key) =>
      (
        await read<BulkResult>(
          '/api/tasks/bulk',
          'tasks',
          write('POST', request, key === undefined ? {} : { 'idempotency-key': key }),
        )
      ).value,
    undo: async (activityId) =>
      (await read<UndoResult>('/api/undo', 'undone', write('POST', activityId ? { activityId } : {}))).value,
    getAssistant: async ({ signal }) =>
      (await read<AssistantInfo>('/api/assistant', 'provider', { signal })).value,
    listConversations: async ({ signal }) =>
      (await read<ConversationList>('/api/conversations', 'conversations', { signal })).value,
    getConversation: async (id, options) =>
      (await read<ConversationWithMessages>(conversationPath(id), 'messages', options)).value,
    renameConversation: async (id, title) =>
      (await read<Conversation>(conversationPath(id), 'id', write('PATCH', { title }))).value,
    removeConversation: async (id) => {
      const response = await send(conversationPath(id), { method: 'DELETE', keepalive: true });
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
