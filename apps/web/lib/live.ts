/** Owns staying in step: the API says that something changed, by whichever client, and what is shown is read again. */

import type { QueryClient } from '@tanstack/react-query';
import type { ChangeEvent } from '@todo-chatbot/contracts';
import { changing } from './changing.ts';

/** After an answer that is no stream; a lost connection is opened again by the browser itself. */
const reopenMs = 5000;

/**
 * Follows the account's changes until it is ended. Without it the lists are still read anew twice a minute.
 *
 * @param options.open opens the stream, as `new EventSource(address)` does
 * @returns ends it
 */
export function followChanges(options: {
  readonly client: QueryClient;
  readonly open: (address: string) => EventSource;
}): () => void {
  const { client, open } = options;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let source: EventSource;

  const connect = () => {
    source = open('/api/events');
    source.addEventListener('change', (event: MessageEvent<string>) => {
      const { kinds } = JSON.parse(event.data) as ChangeEvent;
      // A change of this page is on its way: when it has arrived what shows it is read anyway.
      for (const kind of kinds)
        if (changing(client, kind) === 0) void client.invalidateQueries({ queryKey: [kind] });
    });
    source.addEventListener('error', () => {
      if (source.readyState !== 2) return;
      clearTimeout(timer);
      timer = setTimeout(connect, reopenMs);
    });
  };
  connect();
  return () => {
    clearTimeout(timer);
    source.close();
  };
}
