/** A watch that lists, follows, resumes where the server ended it, and lists again where it cannot resume. */

import type { KubernetesObject } from '@kubernetes/client-node';
import type { Clock } from '../ports/clock.ts';
import type { WatchEvent } from '../ports/cluster-reader.ts';
import type { KubernetesHttp } from './kubernetes-http.ts';
import { reviveTimestamps } from './kubernetes-timestamps.ts';

/** The server sends a bookmark about once a minute; a stream that is silent for longer is dead. */
const idleMs = 90_000;
/** How long the server keeps one stream open before it ends it in good order. */
const streamSeconds = 240;
/** Pause before the next attempt at a server that refused or broke a stream. */
const retryMs = 250;

export type ListPage<T> = { readonly items: readonly T[]; readonly resourceVersion: string };

/**
 * @param options.path   collection to watch, without a query
 * @param options.list   lists the collection with its resource version
 * @returns once everything that the first list holds has been handed over
 */
export async function watchCollection<T extends KubernetesObject>(options: {
  readonly http: KubernetesHttp;
  readonly clock: Clock;
  readonly path: string;
  readonly list: () => Promise<ListPage<T>>;
  readonly onEvent: (event: WatchEvent<T>) => void;
}): Promise<{ stop(): Promise<void>; readonly interruptions: () => number }> {
  const { http, clock, path, list, onEvent } = options;
  const known = new Map<string, T>();
  const stopped = new AbortController();
  let version = '';
  let interruptions = 0;

  const hand = (type: 'added' | 'modified' | 'deleted', object: T): void => {
    const uid = object.metadata?.uid ?? '';
    const before = known.get(uid);
    if (type === 'deleted') {
      if (known.delete(uid)) onEvent({ type, object });
      return;
    }
    if (before?.metadata?.resourceVersion === object.metadata?.resourceVersion && before !== undefined)
      return;
    known.set(uid, object);
    onEvent({ type: before === undefined ? 'added' : 'modified', object });
  };

  const relist = async (): Promise<void> => {
    const page = await list();
    const present = new Set(page.items.map((item) => item.metadata?.uid ?? ''));
    for (const [uid, object] of [...known]) if (!present.has(uid)) hand('deleted', object);
    for (const item of page.items) hand('added', item);
    version = page.resourceVersion;
  };

  const onLine = (line: string): void => {
    const parsed = parseLine<T>(line);
    if (parsed === null) return;
    if (parsed.type === 'ERROR') {
      // 410 Gone or anything else the server cannot resume from.
      version = '';
      return;
    }
    version = parsed.object.metadata?.resourceVersion ?? version;
    if (parsed.type === 'BOOKMARK') return;
    hand(parsed.type === 'DELETED' ? 'deleted' : 'modified', parsed.object);
  };

  const follow = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      if (version === '') {
        interruptions += 1;
        const listed = await relist().then(
          () => true,
          () => false,
        );
        if (!listed) await clock.wait(retryMs, stopped.signal);
        continue;
      }
      const query = new URLSearchParams({
        watch: 'true',
        allowWatchBookmarks: 'true',
        resourceVersion: version,
        timeoutSeconds: String(streamSeconds),
      });
      const { status } = await http.follow({
        path: `${path}?${query}`,
        idleMs,
        signal: stopped.signal,
        onLine,
      });
      if (status === 200) continue;
      if (status === 410) version = '';
      await clock.wait(retryMs, stopped.signal);
    }
  };

  await relist();
  // Ends only by `stop`, whose abort ends a pause too.
  const following = follow().catch(() => undefined);
  return {
    stop: async () => {
      stopped.abort();
      await following;
    },
    interruptions: () => interruptions,
  };
}

type WatchLine<T> = {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  readonly object: T;
};

/** A line cut off by a broken stream is no event: the stream is resumed from the version before it. */
function parseLine<T>(line: string): WatchLine<T> | null {
  try {
    return reviveTimestamps(JSON.parse(line) as WatchLine<T>);
  } catch {
    return null;
  }
}
