/**
 * Users kept apart: every operation of the OpenAPI document is tried with another account's ids. An operation without an
 * attempt here fails the test, so that none is forgotten.
 */

import type { Task } from '@todo-chatbot/contracts';
import { sql } from 'kysely';
import { beforeEach, expect, it } from 'vitest';
import type { Database } from '../src/database/database.ts';
import { insertAccount } from './account-rows.ts';
import { createTestApp, failingDomain } from './app-fixture.ts';
import { createTestClient } from './domain-fixture.ts';
import { describeOnDatabases } from './on-databases.ts';

type Client = ReturnType<typeof createTestClient>;

/** What the owner has, and the stranger knows the ids of. */
type Belongings = {
  readonly task: Task;
  readonly projectId: string;
  readonly labelId: string;
  readonly activityId: string;
  /** Of a project that was made, and of one that was deleted with its task. */
  readonly filingActivityIds: readonly string[];
  readonly conversationId: string;
  readonly tokenId: string;
};

const secret = 'hunter2';

/** A stream goes on for ever; what a stranger's one says of others is tested in `live.test.ts`. */
async function withoutBody(sent: Promise<Response>): Promise<Response> {
  const response = await sent;
  await response.body?.cancel();
  return new Response(null, response);
}

/**
 * What a stranger tries with each operation, and what it must answer. `harmless` operations name nothing by an id: they
 * must answer as if the owner did not exist, which is checked for all.
 */
const attempts: Readonly<
  Record<string, (stranger: Client, owner: Belongings) => readonly (readonly [Promise<Response>, number])[]>
> = {
  getSession: (s) => [[s.send('GET', '/auth/session'), 200]],
  signUp: (s) => [[s.send('POST', '/auth/sign-up', { email: 'a@b.example', password: 'long enough' }), 409]],
  signIn: (s) => [[s.send('POST', '/auth/sign-in', { email: 'a@b.example', password: 'x' }), 409]],
  signOut: (s) => [[s.send('POST', '/auth/sign-out'), 204]],
  signOutEverywhere: (s) => [[s.send('POST', '/auth/sign-out-everywhere'), 204]],
  getAccount: (s) => [[s.send('GET', '/account'), 200]],
  changeAccount: (s) => [[s.send('PATCH', '/account', { timeZone: 'Asia/Karachi' }), 200]],
  listTokens: (s) => [[s.send('GET', '/tokens'), 200]],
  addToken: (s) => [[s.send('POST', '/tokens', { name: 'mine', scopes: ['read'] }), 201]],
  removeToken: (s, { tokenId }) => [[s.send('DELETE', `/tokens/${tokenId}`), 404]],
  listTasks: (s, { projectId }) => [
    [s.send('GET', '/tasks'), 200],
    [s.send('GET', `/tasks?projectId=${projectId}&q=${secret}`), 200],
    [s.send('GET', `/tasks?label=${secret}&status=all`), 200],
    [s.send('GET', '/tasks?view=today'), 200],
  ],
  addTask: (s, { projectId }) => [
    [s.send('POST', '/tasks', { title: 'into your project', projectId }), 422],
    [s.send('POST', '/tasks', { title: 'my own', labels: [secret], projectName: secret }), 201],
    // The owner used this key: it must neither be refused nor be answered with the owner's task.
    [s.send('POST', '/tasks', { title: 'mine' }, { 'idempotency-key': 'owners-key' }), 201],
  ],
  countTasks: (s) => [[s.send('GET', '/tasks/counts'), 200]],
  changeManyTasks: (s, { task: { id }, projectId }) => [
    [s.send('POST', '/tasks/bulk', { action: 'delete', ids: [id] }), 404],
    [s.send('POST', '/tasks/bulk', { action: 'complete', ids: [id] }), 404],
    [s.send('POST', '/tasks/bulk', { action: 'reopen', ids: [id] }), 404],
    [s.send('POST', '/tasks/bulk', { action: 'update', ids: [id], changes: { title: 'x' } }), 404],
    [s.send('POST', '/tasks/bulk', { action: 'create', tasks: [{ title: 'x', projectId }] }), 422],
  ],
  getTask: (s, { task }) => [[s.send('GET', `/tasks/${task.id}`), 404]],
  changeTask: (s, { task }) => [
    [s.send('PATCH', `/tasks/${task.id}`, { title: 'x' }), 404],
    [s.send('PATCH', `/tasks/${task.id}`, { title: 'x' }, { 'if-match': '"1", "2"' }), 404],
  ],
  deleteTask: (s, { task }) => [[s.send('DELETE', `/tasks/${task.id}`), 404]],
  completeTask: (s, { task }) => [[s.send('POST', `/tasks/${task.id}/complete`), 404]],
  reopenTask: (s, { task }) => [[s.send('POST', `/tasks/${task.id}/reopen`), 404]],
  listActivity: (s) => [[s.send('GET', '/activity'), 200]],
  undo: (s, { activityId, filingActivityIds }) => [
    ...[activityId, ...filingActivityIds].map(
      (id) => [s.send('POST', '/undo', { activityId: id }), 404] as const,
    ),
    [s.send('POST', '/undo'), 409],
  ],
  quickAddTask: (s) => [[s.send('POST', '/tasks/quick-add', { text: `mine #${secret}` }), 201]],
  getAssistant: (s) => [[s.send('GET', '/assistant'), 200]],
  chat: (s, { conversationId }) => [
    [s.send('POST', '/chat', { message: 'hello', conversationId }), 404],
    [s.send('POST', '/chat', { conversationId }), 404],
    [s.send('POST', '/chat', { conversationId, approvals: [{ id: 'a', approved: true }] }), 404],
    [
      s.send('POST', '/chat', {
        id: conversationId,
        messages: [{ role: 'user', parts: [{ type: 'text', text: 'hello' }] }],
      }),
      404,
    ],
    [s.send('POST', '/chat', { message: 'show all my tasks' }), 200],
  ],
  followChanges: (s) => [[withoutBody(s.send('GET', '/events')), 200]],
  exportAccount: (s) => [
    [s.send('GET', '/export'), 200],
    [s.send('GET', '/export?format=csv'), 200],
  ],
  importTasks: (s) => [
    [
      s.send('POST', '/import', {
        format: 'todo-chatbot',
        version: 1,
        tasks: [{ title: 'mine', project: secret, labels: [secret] }],
      }),
      200,
    ],
  ],
  previewImport: (s) => [
    [
      s.send('POST', '/import/preview', {
        format: 'todo-chatbot',
        version: 1,
        tasks: [{ title: 'mine', project: secret, labels: [secret] }],
      }),
      200,
    ],
  ],
  getFeed: (s) => [[s.send('GET', '/feed'), 200]],
  makeFeed: (s) => [[s.send('POST', '/feed'), 201]],
  deleteFeed: (s) => [[s.send('DELETE', '/feed'), 204]],
  // The owner's address is known to nobody else; what lies at another is nobody's.
  readFeed: (s) => [[s.send('GET', `/feeds/${'a'.repeat(43)}.ics`), 404]],
  listConversations: (s) => [[s.send('GET', '/conversations'), 200]],
  getConversation: (s, { conversationId }) => [[s.send('GET', `/conversations/${conversationId}`), 404]],
  renameConversation: (s, { conversationId }) => [
    [s.send('PATCH', `/conversations/${conversationId}`, { title: 'x' }), 404],
  ],
  deleteConversation: (s, { conversationId }) => [
    [s.send('DELETE', `/conversations/${conversationId}`), 404],
  ],
  listProjects: (s) => [[s.send('GET', '/projects'), 200]],
  addProject: (s) => [[s.send('POST', '/projects', { name: secret }), 201]],
  getProject: (s, { projectId }) => [[s.send('GET', `/projects/${projectId}`), 404]],
  changeProject: (s, { projectId }) => [[s.send('PATCH', `/projects/${projectId}`, { name: 'x' }), 404]],
  deleteProject: (s, { projectId }) => [[s.send('DELETE', `/projects/${projectId}`), 404]],
  listLabels: (s) => [[s.send('GET', '/labels'), 200]],
  addLabel: (s) => [[s.send('POST', '/labels', { name: secret }), 201]],
  getLabel: (s, { labelId }) => [[s.send('GET', `/labels/${labelId}`), 404]],
  changeLabel: (s, { labelId }) => [[s.send('PATCH', `/labels/${labelId}`, { name: 'x' }), 404]],
  deleteLabel: (s, { labelId }) => [[s.send('DELETE', `/labels/${labelId}`), 404]],
};

const operations = await describedOperations();

it('has an attempt for every operation of the OpenAPI document', () => {
  expect(operations.length).toBeGreaterThan(0);
  expect(operations.filter((id) => attempts[id] === undefined)).toEqual([]);
});

describeOnDatabases('a stranger', (database) => {
  let owner: Client;
  let stranger: Client;
  let belongings: Belongings;
  beforeEach(async () => {
    owner = createTestClient(database(), await insertAccount(database()));
    stranger = createTestClient(database(), await insertAccount(database()));
    belongings = await settle(owner);
  });

  it.each(Object.keys(attempts))('reaches nothing of another account by %s', async (operation) => {
    const before = await everythingOf(database(), belongings);
    for (const [response, status] of attempts[operation]?.(stranger, belongings) ?? []) {
      const answer = await response;
      const text = await answer.text();
      expect(answer.status, text).toBe(status);
      const { task, projectId, labelId, conversationId, tokenId } = belongings;
      for (const id of [task.id, projectId, labelId, conversationId, tokenId]) {
        // Problems name the address that was asked for; everything else must not know the id.
        expect(answer.ok ? text : text.replaceAll(/"instance":"[^"]*"/g, '')).not.toContain(id);
      }
      expect(answer.ok ? text : '').not.toContain('the owner wrote');
    }
    expect(await everythingOf(database(), belongings)).toEqual(before);
  });
});

async function settle(owner: Client): Promise<Belongings> {
  const given = {
    title: `the owner wrote ${secret}`,
    projectName: secret,
    labels: [secret],
    due: { date: '2026-11-20' },
  };
  const response = await owner.send('POST', '/tasks', given, { 'idempotency-key': 'owners-key' });
  const task = (await response.json()) as Task;
  const gone = await owner.send('POST', '/projects', { name: 'gone' });
  const { id: goneId } = (await gone.json()) as { id: string };
  await owner.send('POST', '/tasks', { title: 'was in it', projectId: goneId });
  const deleted = await owner.send('DELETE', `/projects/${goneId}`);
  const filingActivityIds = [gone, deleted].flatMap(({ headers }) => headers.get('x-activity-id') ?? []);
  expect(filingActivityIds).toHaveLength(2);
  const { labels } = (await (await owner.send('GET', '/labels')).json()) as { labels: { id: string }[] };
  const { activities } = (await (await owner.send('GET', '/activity')).json()) as {
    activities: { id: string }[];
  };
  const said = await owner.send('POST', '/chat', { message: 'hello' });
  const { conversationId } = (await said.json()) as { conversationId: string };
  const made = await owner.send('POST', '/tokens', { name: secret, scopes: ['read'] });
  const { id: tokenId } = (await made.json()) as { id: string };
  if (task.projectId === null || labels[0] === undefined || activities[0] === undefined)
    throw new Error('no belongings');
  return {
    task,
    projectId: task.projectId,
    labelId: labels[0].id,
    activityId: activities.at(-1)?.id ?? '',
    filingActivityIds,
    conversationId,
    tokenId,
  };
}

/** Every row of the owner's, as the tables have it. */
async function everythingOf(database: Database, { task }: Belongings) {
  const { rows } = await sql<{
    account_id: string;
  }>`select account_id from tasks where id = ${task.id}`.execute(database.db);
  const account = rows[0]?.account_id;
  const tables = [
    'tasks',
    'projects',
    'labels',
    'activity',
    'idempotency_keys',
    'conversations',
    'api_tokens',
  ];
  return await Promise.all(
    tables.map(async (table) => {
      const found =
        await sql`select to_jsonb(t) as row from ${sql.table(table)} t where account_id = ${account}`.execute(
          database.db,
        );
      return found.rows;
    }),
  );
}

async function describedOperations(): Promise<readonly string[]> {
  const { app } = createTestApp({ domain: failingDomain(new Error('not for this')) });
  const document = (await (await app.request('/api/openapi.json')).json()) as {
    paths: Record<string, Record<string, { operationId?: string }>>;
  };
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => operation.operationId ?? `${method} ${path}`),
  );
}
