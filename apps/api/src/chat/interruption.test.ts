import { randomUUID } from 'node:crypto';
import type { LanguageModelV4, LanguageModelV4StreamPart } from '@ai-sdk/provider';
import { conversationWithMessages } from '@todo-chatbot/contracts';
import { expect, it, vi } from 'vitest';
import { createChatClient, scriptedModels } from '../../test/chat-fixture.ts';
import { describeOnDatabases } from '../../test/on-databases.ts';
import { createConversationStore } from '../database/conversations/conversation-store.ts';
import type { AssistantModels } from '../language-models/assistant-models.ts';
import { planReply } from './plan-reply.ts';

type Client = ReturnType<typeof createChatClient>;

/** A model that says the beginning and then nothing, until it is told to stop. */
function hangingModels(beginning: string): AssistantModels & { readonly stopped: Promise<void> } {
  const stopped = Promise.withResolvers<void>();
  const model: LanguageModelV4 = {
    specificationVersion: 'v4',
    provider: 'hanging',
    modelId: 'hanging',
    supportedUrls: {},
    doGenerate: () => Promise.reject(new Error('the chat streams')),
    async doStream({ abortSignal }) {
      const stream = new ReadableStream<LanguageModelV4StreamPart>({
        start(controller) {
          controller.enqueue({ type: 'stream-start', warnings: [] });
          controller.enqueue({ type: 'text-start', id: 'a' });
          controller.enqueue({ type: 'text-delta', id: 'a', delta: beginning });
          abortSignal?.addEventListener('abort', () => {
            controller.error(abortSignal.reason);
            stopped.resolve();
          });
        },
      });
      return { stream };
    },
  };
  return {
    info: { provider: 'hanging', model: 'hanging' },
    open: async () => model,
    stopped: stopped.promise,
  };
}

const streamed = (id: string, text: string) => ({
  id,
  messages: [{ role: 'user', parts: [{ type: 'text', text }] }],
});

async function lastMessage(client: Client, id: string) {
  const response = await client.send('GET', `/conversations/${id}`);
  if (response.status !== 200) return undefined;
  return conversationWithMessages.parse(await response.json()).messages.at(-1);
}

/** Waits for what is a matter of milliseconds, and takes as long as a busy machine needs. */
const eventually = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 60_000, interval: 20 });

/** The client goes away, and the reply has ended by then: it writes nothing any more into what another test has emptied. */
async function leave(client: Client, id: string, response: Response) {
  await response.body?.cancel();
  await eventually(async () => {
    expect(await lastMessage(client, id)).toMatchObject({ metadata: { status: 'stopped' } });
  });
}

describeOnDatabases('a reply that is being written', (database) => {
  it('is kept as it grows, before it ends', async () => {
    const writer = createChatClient(database(), { models: hangingModels('Once upon a time') });
    const reader = createChatClient(database());
    const id = randomUUID();
    const response = await writer.send('POST', '/chat', streamed(id, 'tell me'));
    await eventually(async () => {
      expect(await lastMessage(reader, id)).toMatchObject({
        metadata: { status: 'streaming' },
        parts: [{ type: 'step-start' }, { type: 'text', text: 'Once upon a time' }],
      });
    });
    await leave(reader, id, response);
  });

  it('keeps others from writing in the same conversation', async () => {
    const writer = createChatClient(database(), { models: hangingModels('One') });
    const other = createChatClient(database(), { models: scriptedModels([['Two.']]) });
    const id = randomUUID();
    const response = await writer.send('POST', '/chat', streamed(id, 'one'));
    const refused = await other.send('POST', '/chat', { conversationId: id, message: 'two' });
    expect(refused.status).toBe(409);
    await leave(other, id, response);
  });

  it('stops when its client goes away, and is marked', async () => {
    const models = hangingModels('Once');
    const client = createChatClient(database(), { models });
    const id = randomUUID();
    const response = await client.send('POST', '/chat', streamed(id, 'tell me'));
    await eventually(async () => {
      expect((await lastMessage(client, id))?.parts.at(-1)).toMatchObject({ text: 'Once' });
    });
    await response.body?.cancel();
    await models.stopped;
    await eventually(async () => {
      expect(await lastMessage(client, id)).toMatchObject({
        metadata: { status: 'stopped' },
        parts: [{ type: 'step-start' }, { type: 'text', text: 'Once', state: 'done' }],
      });
    });
  });

  it('is interrupted when its process is gone: what it said is there, and it can be tried again', async () => {
    const store = createConversationStore(database().db);
    const local = '00000000-0000-4000-8000-000000000001';
    const conversationId = randomUUID();
    const begun = await store.begin(local, {
      conversationId,
      create: { title: 'buy milk' },
      plan: (history) =>
        planReply(history, { kind: 'message', text: 'buy milk' }, { newId: () => randomUUID() }),
      runId: randomUUID(),
      now: '2026-11-20T12:00:00.000Z',
      leaseMs: 60_000,
    });
    if (begun.status !== 'begun') throw new Error(begun.status);
    const call = { type: 'tool-add_task', toolCallId: 'call-1', input: { title: 'Buy milk' } };
    const parts = [
      { type: 'step-start' },
      { type: 'text', text: 'I will' },
      { ...call, state: 'input-available' },
    ];
    const now = '2026-11-20T12:00:01.000Z';
    // The lease lapses at once, as if its time were over.
    expect(await store.checkpoint(begun.claim, { parts, now, leaseMs: 0 })).toBe(true);

    const client = createChatClient(database(), {
      models: scriptedModels([['Added, and this is the end of it.']]),
    });
    await eventually(async () => {
      expect(await lastMessage(client, conversationId)).toMatchObject({
        metadata: { status: 'interrupted' },
        parts: [{}, { text: 'I will' }, {}],
      });
    });
    const again = await client.say({ conversationId });
    expect(again).toMatchObject({
      response: 'Added, and this is the end of it.',
      toolCalls: [{ id: 'call-1', status: 'done', output: { title: 'Buy milk' } }],
    });
    expect(await client.titles()).toEqual(['Buy milk']);
    // The run that was thought dead has lost its claim: it can write nothing any more.
    expect(await store.checkpoint(begun.claim, { parts, now, leaseMs: 60_000 })).toBe(false);
    expect(await store.finish(begun.claim, { parts, status: 'complete', now })).toBe(false);
  });

  it('adds nothing twice when it is not known whether a tool had run', async () => {
    const models = scriptedModels([
      [{ tool: 'add_task', input: { title: 'Buy milk' }, id: 'call-1' }],
      ['Added.'],
    ]);
    const client = createChatClient(database(), { models });
    const { conversationId, messageId } = await client.say({ message: 'buy milk' });
    // As if the process had died after the tool had run and before anybody wrote that down.
    const parts = [
      {
        type: 'tool-add_task',
        toolCallId: 'call-1',
        state: 'input-available',
        input: { title: 'Buy milk' },
      },
    ];
    await database()
      .db.updateTable('conversation_messages')
      .set({ parts: JSON.stringify(parts), status: 'interrupted' })
      .where('id', '=', messageId)
      .execute();
    const again = await createChatClient(database(), { models: scriptedModels([['Added.']]) }).say({
      conversationId,
    });
    expect(again.toolCalls).toMatchObject([{ status: 'done', output: { title: 'Buy milk' } }]);
    expect(await client.titles()).toEqual(['Buy milk']);
  });
});
