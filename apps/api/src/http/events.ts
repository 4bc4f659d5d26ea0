/** `GET /api/events`: tells, while it is open, that something of the account has changed, as server-sent events. */

import { type ChangeEvent, type ChangeKind, changeKinds } from '@todo-chatbot/contracts';
import type { ChangeFeed } from '../live/change-feed.ts';
import { createRouter, operation, problems, type Router } from './openapi/operation.ts';
import { problemResponse } from './problem.ts';
import { scopeOf } from './scope.ts';

/** Every replica serves so many at once; a browser opens one for all tabs of a window at best, one a tab at worst. */
const mostStreams = 1_000;
/** Proxies cut what is silent for a minute; a client that is gone is noticed by it too. */
const heartbeatMs = 15_000;
/** How long a browser waits before it opens the stream again, milliseconds. */
const retryMs = 1_000;

/** @param options.closing aborted when this process leaves: every stream ends, and its client opens one elsewhere */
export function eventRoutes(options: {
  readonly feed: Pick<ChangeFeed, 'subscribe'>;
  readonly closing: AbortSignal;
}): Router {
  const { feed, closing } = options;
  const router = createRouter();
  let open = 0;
  operation(
    router,
    {
      method: 'get',
      path: '/events',
      operationId: 'followChanges',
      summary: 'Follow changes as server-sent events',
      description:
        'An event `change` names the kinds of things to read again; the first one names all. The stream goes on until the client leaves, or the server asks it to open another by ending it.',
      tags: ['Live'],
      responses: {
        200: { description: 'The stream', content: { 'text/event-stream': { schema: { type: 'string' } } } },
        ...problems(),
      },
    },
    (c) => {
      if (open >= mostStreams || closing.aborted)
        return problemResponse(c, { code: 'unavailable', detail: 'No more streams can be opened right now' });
      open += 1;
      const stream = changeStream({
        subscribe: (onChange) => feed.subscribe(scopeOf(c).accountId, onChange),
        ends: [closing, c.req.raw.signal],
        onEnd: () => {
          open -= 1;
        },
      });
      return c.body(stream, 200, {
        'content-type': 'text/event-stream; charset=utf-8',
        // Compressing it would hold it back.
        'cache-control': 'no-cache, no-transform',
        'x-accel-buffering': 'no',
      });
    },
  );
  return router;
}

function changeStream(options: {
  readonly subscribe: (onChange: (kinds: readonly ChangeKind[]) => void) => () => void;
  readonly ends: readonly AbortSignal[];
  readonly onEnd: () => void;
}): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let end: () => void = () => undefined;
  return new ReadableStream({
    start(controller) {
      const write = (text: string): void => controller.enqueue(encoder.encode(text));
      const tell = (kinds: readonly ChangeKind[]): void =>
        write(`event: change\ndata: ${JSON.stringify({ kinds: [...kinds] } satisfies ChangeEvent)}\n\n`);
      const unsubscribe = options.subscribe(tell);
      const heartbeat = setInterval(() => write(': still here\n\n'), heartbeatMs);
      const ends = AbortSignal.any([...options.ends]);
      const close = (): void => {
        end();
        controller.close();
      };
      end = () => {
        ends.removeEventListener('abort', close);
        clearInterval(heartbeat);
        unsubscribe();
        options.onEnd();
        end = () => undefined;
      };
      write(`retry: ${retryMs}\n\n`);
      tell(changeKinds);
      if (ends.aborted) close();
      else ends.addEventListener('abort', close, { once: true });
    },
    cancel: () => end(),
  });
}
