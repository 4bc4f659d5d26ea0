import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { expect, it } from 'vitest';
import { startHttpServer } from './http-server.ts';

/** An answer whose head is sent at once and whose end is decided by the test. */
function heldAnswer() {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  void writer.write(new TextEncoder().encode('begun'));
  return { response: new Response(readable), finish: () => writer.close() };
}

const stopTimes = { lingerMs: 20, timeoutMs: 5000 };

async function openStream(port: number) {
  const agent = new Agent({ keepAlive: true });
  const [response] = (await once(get({ port, host: '127.0.0.1', agent }), 'response')) as [IncomingMessage];
  return response;
}

it('lets an answer that is being streamed end, and then does not wait for its kept-alive connection', async () => {
  const { response, finish } = heldAnswer();
  const server = await startHttpServer({ fetch: () => response, host: '127.0.0.1', port: 0 });
  const received = await openStream(server.port);
  server.drain();
  const stopped = server.stop(stopTimes);
  setTimeout(finish, 200);
  let text = '';
  for await (const chunk of received) text += chunk;
  expect(text).toBe('begun');
  const ended = performance.now();
  expect(await stopped).toEqual({ cut: 0 });
  expect(performance.now() - ended).toBeLessThan(1000);
});

it('cuts an answer that does not end in time, and says so', async () => {
  const { response } = heldAnswer();
  const server = await startHttpServer({ fetch: () => response, host: '127.0.0.1', port: 0 });
  const received = await openStream(server.port);
  const aborted = once(received, 'error');
  expect(await server.stop({ lingerMs: 10, timeoutMs: 50 })).toEqual({ cut: 1 });
  expect((await aborted)[0]).toMatchObject({ code: 'ECONNRESET' });
});

it('is at once done with connections that nobody uses', async () => {
  const server = await startHttpServer({ fetch: () => new Response('ok'), host: '127.0.0.1', port: 0 });
  (await openStream(server.port)).resume();
  expect(await server.stop(stopTimes)).toEqual({ cut: 0 });
});
