/** Each kind of hosted model against a local server that speaks as its provider does: answer, tool, failure, silence. */

import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createChatClient } from '../../test/chat-fixture.ts';
import { type WireFormat, wireFormats } from '../../test/wire-formats.ts';
import type { Database } from '../database/database.ts';
import { inMemory, openPglite } from '../database/open-pglite.ts';
import { createAssistantModels } from './create-assistant-models.ts';

type Asked = { readonly path: string; readonly headers: IncomingMessage['headers']; readonly body: string };

const key = 'hunter2-of-the-provider';
let database: Database;
let base: string;
let asked: Asked[];
/** What the server does with one request after the other; not ending the answer is silence. */
let answers: ((response: ServerResponse) => void)[];

const server = createServer(async (request, response) => {
  // Each test has connections of its own.
  response.setHeader('connection', 'close');
  asked.push({ path: request.url ?? '', headers: request.headers, body: await text(request) });
  (answers.shift() ?? (() => response.writeHead(500).end()))(response);
});

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  database = openPglite({ dataDirectory: inMemory, pid: process.pid });
  await database.migrate();
}, 120_000);
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await database.close();
});
beforeEach(() => {
  asked = [];
  answers = [];
});

const events =
  (parts: readonly string[], end = true) =>
  (response: ServerResponse): void => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const part of parts) response.write(part);
    if (end) response.end();
  };

/** An answer up to these words, and no further. */
function begun(wire: WireFormat, words: string): readonly string[] {
  const whole = wire.text([words, ' and more']);
  return whole.slice(0, whole.findIndex((part) => part.includes(words)) + 1);
}

describe.each(Object.entries(wireFormats) as [keyof typeof wireFormats, WireFormat][])(
  '%s',
  (provider, wire) => {
    const client = (timeoutMs = 60_000) =>
      createChatClient(database, {
        models: createAssistantModels({
          configuration: { provider, model: 'm', baseUrl: base, apiKey: key, timeoutMs },
          newId: randomUUID,
        }),
      });

    it('streams its answer, asked at its address with its key, told of the tools', async () => {
      answers = [events(wire.text(['Hello ', 'there.']))];
      const chat = client();
      const response = await chat.send('POST', '/chat', {
        id: randomUUID(),
        messages: [{ id: 'one', role: 'user', parts: [{ type: 'text', text: 'hello' }] }],
      });
      const stream = await response.text();
      const deltas = [...stream.matchAll(/"type":"text-delta".*?"delta":"([^"]*)"/g)].map(
        ([, delta]) => delta,
      );
      expect(deltas).toEqual(['Hello ', 'there.']);
      expect(stream).not.toContain('fallback');
      expect(asked).toHaveLength(1);
      expect(asked[0]?.path).toBe(`/v1${wire.path}`);
      const [name, value] = wire.keyHeader;
      expect(asked[0]?.headers[name]).toBe(value(key));
      expect(asked[0]?.body).toContain('reschedule_task');
      expect(JSON.stringify(chat.lines)).not.toContain(key);
    });

    it('calls a tool, learns what it did and says so', async () => {
      const title = `Buy milk ${provider}`;
      answers = [
        events(wire.toolCall({ name: 'add_task', input: { title } })),
        events(wire.text(['It is on the list.'])),
      ];
      const chat = client();
      const answer = await chat.say({ message: 'put milk on my list' });
      expect(answer).toMatchObject({
        response: 'It is on the list.',
        toolCalls: [{ name: 'add_task', status: 'done' }],
        notices: [],
      });
      expect(await chat.titles()).toContain(title);
      expect(asked).toHaveLength(2);
      // The call is there again, with what came of it.
      expect(asked[1]?.body.split('add_task').length).toBeGreaterThan(
        asked[0]?.body.split('add_task').length ?? 0,
      );
      expect(asked[1]?.body).toContain(title);
    });

    it('may name every call alike: each is done, in one reply and in the next conversation', async () => {
      const titles = ['one', 'two', 'three'].map((title) => `${title} of ${provider}`);
      const calls = titles.map((title) => events(wire.toolCall({ name: 'add_task', input: { title } })));
      const said = events(wire.text(['Done.']));
      answers = [...calls.slice(0, 2), said, ...calls.slice(2), said];
      const chat = client();
      const first = await chat.say({ message: 'put one and two on my list' });
      expect(first.toolCalls.map(({ name, status }) => [name, status])).toEqual([
        ['add_task', 'done'],
        ['add_task', 'done'],
      ]);
      expect(new Set(first.toolCalls.map(({ id }) => id)).size).toBe(2);
      await chat.say({ message: 'put three on my list' });
      expect((await chat.titles()).filter((title) => title.endsWith(` of ${provider}`))).toEqual(titles);
      expect(asked).toHaveLength(5);
    });

    it('that refuses leaves the answer to the built-in assistant, which says so', async () => {
      const { status, body } = wire.refusal;
      answers = [
        (response) =>
          void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
      ];
      const chat = client();
      const answer = await chat.say({ message: `buy bread for ${provider}` });
      expect(answer.notices).toMatchObject([{ kind: 'fallback' }]);
      expect(answer.notices[0]?.text).toContain('The built-in assistant answers instead');
      expect(answer.toolCalls).toMatchObject([{ name: 'add_task', status: 'done' }]);
      expect(asked).toHaveLength(1);
      expect(chat.lines.some(({ level }) => level === 'warn')).toBe(true);
      expect(JSON.stringify(chat.lines)).not.toContain(key);
    });

    it('that fails in the middle keeps what it had said', async () => {
      answers = [events([...begun(wire, 'I was about to'), wire.failure])];
      const answer = await client().say({ message: 'hello' });
      expect(answer.response).toMatch(/^I was about to\n\n./);
      expect(answer.notices).toMatchObject([{ kind: 'fallback' }]);
    });

    it.each([
      ['from the beginning', () => {}],
      ['after its first words', events(begun(wire, 'Let me'), false)],
    ] as const)('that is silent %s is not waited for', async (_when, behaviour) => {
      answers = [behaviour];
      const answer = await client(500).say({ message: 'hello' });
      expect(answer.notices).toMatchObject([{ kind: 'fallback' }]);
      expect(answer.notices[0]?.text).toContain('did not answer in time');
      expect(answer.response).not.toBe('');
    });
  },
);
