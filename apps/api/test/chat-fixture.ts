/** The application with a chat for tests: on a database, with a clock that the test turns and a model that it scripts. */

import { randomUUID } from 'node:crypto';
import type { LanguageModelV4, LanguageModelV4StreamPart } from '@ai-sdk/provider';
import { type ChatAnswer, chatAnswer } from '@todo-chatbot/contracts';
import { type Chat, createChat } from '../src/chat/chat.ts';
import type { ReplyTimes } from '../src/chat/reply-recorder.ts';
import { createConversationStore } from '../src/database/conversations/conversation-store.ts';
import type { Database } from '../src/database/database.ts';
import type { AssistantModels } from '../src/language-models/assistant-models.ts';
import { createAssistantModels } from '../src/language-models/create-assistant-models.ts';
import type { Domain } from '../src/todos/domain.ts';
import { createTestApp, json } from './app-fixture.ts';
import { createTestDomain, type TestClock } from './domain-fixture.ts';

export const builtIn: AssistantModels = createAssistantModels({
  configuration: { provider: 'built-in' },
  newId: randomUUID,
});

export function createTestChat(
  database: Database,
  options: {
    readonly domain: Domain;
    readonly clock: TestClock;
    readonly models?: AssistantModels;
    readonly times?: ReplyTimes;
  },
): Chat {
  const { domain, clock } = options;
  return createChat({
    store: createConversationStore(database.db),
    domain,
    models: options.models ?? builtIn,
    times: options.times ?? { leaseMs: 60_000, checkpointMs: 10 },
    now: () => clock.now,
    newId: randomUUID,
  });
}

/** One application: two on one database are two replicas. */
export function createChatClient(
  database: Database,
  options: { readonly models?: AssistantModels; readonly times?: ReplyTimes } = {},
) {
  const { domain, clock } = createTestDomain(database);
  const chat = createTestChat(database, { domain, clock, ...options });
  const { app, lines } = createTestApp({ domain, chat, now: () => clock.now });
  const send = async (method: string, path: string, body?: unknown) =>
    await app.request(`/api${path}`, body === undefined ? { method } : json(method, body));
  return {
    app,
    chat,
    domain,
    clock,
    lines,
    send,
    /** JSON mode; fails the test unless it is answered with 200. */
    say: async (body: Readonly<Record<string, unknown>>): Promise<ChatAnswer> => {
      const response = await send('POST', '/chat', { timeZone: 'Asia/Karachi', ...body });
      if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
      return chatAnswer.parse(await response.json());
    },
    /** Titles by status. */
    titles: async (status: 'pending' | 'completed' = 'pending'): Promise<readonly string[]> => {
      const response = await send('GET', `/tasks?status=${status}&sort=oldest`);
      const { tasks } = (await response.json()) as { tasks: readonly { title: string }[] };
      return tasks.map(({ title }) => title);
    },
  };
}

type Step = readonly (string | { readonly tool: string; readonly input: unknown; readonly id?: string })[];

const usage = {
  inputTokens: { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 1, text: 1, reasoning: 0 },
};

/** A hosted model that says and calls what the test wrote down, one entry for each time it is asked. */
export function scriptedModels(
  steps: readonly Step[],
): AssistantModels & { readonly prompts: readonly string[] } {
  let asked = 0;
  const prompts: string[] = [];
  const model: LanguageModelV4 = {
    specificationVersion: 'v4',
    provider: 'scripted',
    modelId: 'scripted',
    supportedUrls: {},
    doGenerate: () => Promise.reject(new Error('the chat streams')),
    async doStream({ prompt }) {
      prompts.push(JSON.stringify(prompt));
      const step = steps[asked++] ?? ['Done.'];
      const parts: LanguageModelV4StreamPart[] = step.flatMap((entry, index): LanguageModelV4StreamPart[] => {
        const id = `part-${asked}-${index}`;
        return typeof entry === 'string'
          ? [
              { type: 'text-start', id },
              { type: 'text-delta', id, delta: entry },
              { type: 'text-end', id },
            ]
          : [
              {
                type: 'tool-call',
                toolCallId: entry.id ?? id,
                toolName: entry.tool,
                input: JSON.stringify(entry.input),
              },
            ];
      });
      const unified = step.some((entry) => typeof entry !== 'string') ? 'tool-calls' : 'stop';
      const stream = ReadableStream.from<LanguageModelV4StreamPart>([
        { type: 'stream-start', warnings: [] },
        ...parts,
        { type: 'finish', finishReason: { unified, raw: undefined }, usage },
      ]) as ReadableStream<LanguageModelV4StreamPart>;
      return { stream };
    },
  };
  return { info: { provider: 'scripted', model: 'scripted' }, open: async () => model, prompts };
}
