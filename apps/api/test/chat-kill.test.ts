import { chatAnswer, conversationWithMessages } from '@todo-chatbot/contracts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type ApiProcess, startApiProcess } from './api-process.ts';
import { type FakeModelServer, type Speaker, startFakeModel } from './fake-model-server.ts';
import { createPostgresServer, type PostgresServer, whyNoPostgres } from './postgres-server.ts';

// Whole processes and servers: slow on a machine that is busy, and never measured by this limit.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

describe.skipIf(whyNoPostgres)('a process that is killed in the middle of a reply', () => {
  let server: PostgresServer;
  let model: FakeModelServer;
  const speakers: Speaker[] = [];
  const processes: ApiProcess[] = [];

  beforeAll(async () => {
    server = await createPostgresServer();
    model = await startFakeModel((speaker) => {
      speakers.push(speaker);
      // The first answer begins and hangs; those after it come whole.
      speaker.say(speakers.length === 1 ? 'It was a dark and' : 'It was a bright day.');
      if (speakers.length > 1) speaker.end();
    });
  });
  afterAll(async () => {
    for (const { child, ended } of processes) {
      child.kill('SIGKILL');
      await ended;
    }
    await model.close();
    await server.remove();
  });

  async function start(): Promise<{ readonly process: ApiProcess; readonly url: string }> {
    const started = startApiProcess({
      PORT: '0',
      HOST: '127.0.0.1',
      LOG_LEVEL: 'info',
      DATABASE_URL: server.url,
      ASSISTANT_PROVIDER: 'openai-compatible',
      ASSISTANT_MODEL: 'm',
      ASSISTANT_BASE_URL: model.baseUrl,
      ASSISTANT_TIMEOUT_MS: '600000',
    });
    processes.push(started);
    const { port } = await started.logged('listening');
    await started.logged('ready');
    return { process: started, url: `http://127.0.0.1:${port}/api` };
  }

  const id = '5f0c7a9e-3f0a-4a53-9d5c-6a1a54c0f001';
  const post = (url: string, body: unknown) =>
    fetch(`${url}/chat`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const lastMessage = async (url: string) => {
    const response = await fetch(`${url}/conversations/${id}`);
    return conversationWithMessages.parse(await response.json()).messages.at(-1);
  };
  const eventually = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 120_000, interval: 100 });

  it('leaves what it had said, marked, and another process can go on', async () => {
    const [writing, other] = [await start(), await start()];
    const message = { role: 'user', parts: [{ type: 'text', text: 'Tell me a story' }] };
    const response = await post(writing.url, { id, messages: [message] });
    expect(response.status).toBe(200);
    await eventually(async () => {
      expect((await lastMessage(other.url))?.parts.at(-1)).toMatchObject({ text: 'It was a dark and' });
    });
    expect((await lastMessage(other.url))?.metadata.status).toBe('streaming');

    writing.process.child.kill('SIGKILL');
    await writing.process.ended;
    await expect(response.text()).rejects.toThrow();
    await eventually(async () => {
      expect((await lastMessage(other.url))?.metadata.status).toBe('interrupted');
    });
    expect((await lastMessage(other.url))?.parts.at(-1)).toMatchObject({ text: 'It was a dark and' });

    const again = chatAnswer.parse(await (await post(other.url, { conversationId: id })).json());
    expect(again.response).toBe('It was a bright day.');
    expect(await lastMessage(other.url)).toMatchObject({
      id: again.messageId,
      metadata: { status: 'complete' },
    });
  });
});
