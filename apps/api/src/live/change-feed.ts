/** Owns who hears of which account's changes in this process; the database tells it, whichever replica made them. */

import { type ChangeKind, changeKinds } from '@todo-chatbot/contracts';
import type { Database } from '../database/database.ts';
import type { Log } from '../log.ts';

export type ChangeFeed = {
  /** @returns what ends it */
  subscribe(accountId: string, onChange: (kinds: readonly ChangeKind[]) => void): () => void;
  /** Listens until `stop`, again after every loss of the database. Call it once the tables are there. */
  start(): void;
  stop(): Promise<void>;
};

/** Pauses between attempts, milliseconds; the last one repeats. */
const pausesMs = [100, 500, 1_000, 2_000, 5_000] as const;

export function createChangeFeed(options: {
  readonly listen: Database['listen'];
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly log: Log;
}): ChangeFeed {
  const { listen, wait, log } = options;
  const subscribers = new Map<string, Set<(kinds: readonly ChangeKind[]) => void>>();
  const end = new AbortController();
  let running: Promise<void> = Promise.resolve();

  const take = (payload: string): void => {
    const [accountId = '', kind] = payload.split(' ');
    const known = changeKinds.find((one) => one === kind);
    if (known !== undefined) for (const tell of subscribers.get(accountId) ?? []) tell([known]);
  };
  /** What was announced while nobody listened is lost: everybody reads everything again. */
  const tellEverybody = (): void => {
    for (const account of subscribers.values()) for (const tell of account) tell(changeKinds);
  };

  async function run(): Promise<void> {
    let failures = 0;
    let before = false;
    while (!end.signal.aborted) {
      const over = Promise.withResolvers<void>();
      const stop = (): void => over.resolve();
      end.signal.addEventListener('abort', stop, { once: true });
      try {
        const listening = await listen({ onAnnouncement: take, onLost: stop });
        failures = 0;
        if (before) tellEverybody();
        before = true;
        await over.promise;
        await listening.stop();
      } catch (error) {
        if (failures === 0)
          log.warn({ err: error }, 'changes are not heard: the database cannot be listened to');
        failures += 1;
      } finally {
        end.signal.removeEventListener('abort', stop);
      }
      const pause = pausesMs[Math.min(failures, pausesMs.length - 1)] ?? 0;
      if (!end.signal.aborted) await wait(pause, end.signal).catch(() => undefined);
    }
  }

  return {
    subscribe(accountId, onChange) {
      const own = subscribers.get(accountId) ?? new Set();
      subscribers.set(accountId, own.add(onChange));
      return () => {
        own.delete(onChange);
        if (own.size === 0) subscribers.delete(accountId);
      };
    },
    start() {
      running = run();
    },
    async stop() {
      end.abort();
      await running;
    },
  };
}
