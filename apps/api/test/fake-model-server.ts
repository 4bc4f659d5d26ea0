/** A hosted model for tests: a local HTTP server that speaks the OpenAI protocol and does what the test says. */

import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type FakeModelServer = {
  readonly baseUrl: string;
  /** Bodies of the requests, as they came. */
  readonly requests: readonly string[];
  close(): Promise<void>;
};

export type Speaker = {
  /** One more piece of the answer. */
  say(text: string): void;
  end(): void;
  readonly response: ServerResponse;
};

/** @param behave what is done with each request; not ending the answer is silence */
export async function startFakeModel(behave: (speaker: Speaker) => void): Promise<FakeModelServer> {
  const requests: string[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    requests.push(body);
    const send = (delta: object, finish: string | null) => {
      if (!response.headersSent) response.writeHead(200, { 'content-type': 'text/event-stream' });
      const choices = [{ index: 0, delta, finish_reason: finish }];
      const chunk = { id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices };
      response.write(`data: ${JSON.stringify(chunk)}\n\n`);
    };
    behave({
      say: (text) => send({ role: 'assistant', content: text }, null),
      end: () => {
        send({}, 'stop');
        response.end('data: [DONE]\n\n');
      },
      response,
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
