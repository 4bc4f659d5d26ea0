import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { toolNames } from '@todo-chatbot/contracts';
import { expect, it } from 'vitest';
import { createChatClient } from '../../test/chat-fixture.ts';
import { describeOnDatabases } from '../../test/on-databases.ts';

type App = ReturnType<typeof createChatClient>['app'];

/** The official client, connected without a socket. */
async function connect(
  app: App,
  options: { readonly answer?: 'agree' | 'refuse'; readonly mode?: 'auto' | 'legacy' } = {},
): Promise<Client> {
  const { answer, mode = 'auto' } = options;
  const client = new Client(
    { name: 'test', version: '1.0.0' },
    {
      versionNegotiation: { mode },
      ...(answer !== undefined && { capabilities: { elicitation: { form: {} } } }),
    },
  );
  if (answer !== undefined) {
    client.setRequestHandler('elicitation/create', async () =>
      answer === 'agree' ? { action: 'accept', content: { agree: true } } : { action: 'decline' },
    );
  }
  const transport = new StreamableHTTPClientTransport(new URL('http://localhost/mcp'), {
    fetch: async (url, init) => await app.request(String(url), init),
  });
  await client.connect(transport);
  return client;
}

const rpc = { jsonrpc: '2.0', id: 1, method: 'tools/list' };

describeOnDatabases('MCP', (database) => {
  it('offers the tools, with what they may destroy', async () => {
    const client = await connect(createChatClient(database()).app);
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name).sort()).toEqual([...toolNames].sort());
    const hints = Object.fromEntries(tools.map(({ name, annotations }) => [name, annotations]));
    expect(hints.list_tasks).toMatchObject({ readOnlyHint: true, destructiveHint: false });
    expect(hints.delete_task).toMatchObject({ readOnlyHint: false, destructiveHint: true });
    await client.close();
  });

  it('adds, lists, completes, changes and undoes, each on record as done over MCP', async () => {
    const chat = createChatClient(database());
    const client = await connect(chat.app);
    const call = async (name: string, input: Record<string, unknown>) =>
      (await client.callTool({ name, arguments: input })).structuredContent as Record<string, string>;
    const added = await call('add_task', { title: 'Buy milk', priority: 'p1' });
    expect(added).toMatchObject({ status: 'pending', title: 'Buy milk' });
    const task_id = added.task_id;
    expect(await call('list_tasks', {})).toMatchObject({ tasks: [{ task_id, priority: 'p1' }] });
    expect(await call('update_task', { task_id, title: 'Buy oat milk' })).toMatchObject({
      title: 'Buy oat milk',
    });
    expect(await call('reschedule_task', { task_id, due: { date: '2026-11-30' } })).toMatchObject({
      due: '2026-11-30',
    });
    expect(await call('complete_task', { task_id })).toMatchObject({ task_id, status: 'completed' });
    expect(await call('undo', {})).toMatchObject({ tasks: [{ task_id, status: 'pending' }] });
    const { activities } = (await (await chat.send('GET', '/activity')).json()) as {
      activities: { client: string }[];
    };
    expect(new Set(activities.map((activity) => activity.client))).toEqual(new Set(['mcp']));
    await client.close();
  });

  it('serves clients of the protocol before this one', async () => {
    const chat = createChatClient(database());
    const client = await connect(chat.app, { mode: 'legacy' });
    const added = await client.callTool({ name: 'add_task', arguments: { title: 'Buy milk' } });
    expect(added.structuredContent).toMatchObject({ status: 'pending', title: 'Buy milk' });
    const task_id = (added.structuredContent as { task_id: string }).task_id;
    const refused = await client.callTool({ name: 'delete_task', arguments: { task_id } });
    expect(refused.isError).toBe(true);
    expect(await chat.titles()).toEqual(['Buy milk']);
    await client.close();
  });

  it('says what is wrong with a call, and changes nothing', async () => {
    const chat = createChatClient(database());
    const client = await connect(chat.app);
    const blank = await client.callTool({ name: 'add_task', arguments: { title: ' ' } });
    expect(blank.isError).toBe(true);
    const missing = await client.callTool({
      name: 'complete_task',
      arguments: { task_id: '5f0c7a9e-3f0a-4a53-9d5c-6a1a54c0f001' },
    });
    expect(missing.structuredContent).toMatchObject({ status: 'not_found' });
    expect(await chat.titles()).toEqual([]);
    await client.close();
  });

  it('deletes after the person agreed where the client can ask, whatever the model claims', async () => {
    const chat = createChatClient(database());
    const { id } = (await (await chat.send('POST', '/tasks', { title: 'Taxes' })).json()) as { id: string };
    const call = { name: 'delete_task', arguments: { task_id: id, confirmed: true } };
    const refusing = await connect(chat.app, { answer: 'refuse' });
    expect((await refusing.callTool(call)).isError).toBe(true);
    expect(await chat.titles()).toEqual(['Taxes']);
    const agreeing = await connect(chat.app, { answer: 'agree' });
    expect((await agreeing.callTool(call)).structuredContent).toMatchObject({ status: 'deleted' });
    expect(await chat.titles()).toEqual([]);
  });

  it('deletes one task on confirmation where the client cannot ask, and never many', async () => {
    const chat = createChatClient(database());
    const ids: string[] = [];
    for (const title of ['a', 'b', 'c']) {
      ids.push(((await (await chat.send('POST', '/tasks', { title })).json()) as { id: string }).id);
    }
    const client = await connect(chat.app);
    const unconfirmed = await client.callTool({ name: 'delete_task', arguments: { task_id: ids[0] } });
    expect(unconfirmed.isError).toBe(true);
    const many = await client.callTool({
      name: 'update_tasks',
      arguments: { task_ids: ids, action: 'delete', confirmed: true },
    });
    expect(many.isError).toBe(true);
    expect(await chat.titles()).toEqual(['a', 'b', 'c']);
    await client.callTool({ name: 'delete_task', arguments: { task_id: ids[0], confirmed: true } });
    expect(await chat.titles()).toEqual(['b', 'c']);
    await client.close();
  });

  it.each([
    ['a foreign host name', { host: 'evil.example' }, 403],
    ['a foreign origin', { host: 'localhost:7860', origin: 'https://evil.example' }, 403],
    ['a host name of the configuration', { host: 'todo.example' }, 200],
    ['an origin of the configuration', { host: 'localhost', origin: 'https://web.example' }, 200],
  ])('answers a request with %s', async (_what, headers, status) => {
    const { app } = createChatClient(database());
    const response = await app.request('http://localhost/mcp', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        ...headers,
      },
      body: JSON.stringify(rpc),
    });
    expect(response.status).toBe(status);
  });
});
