/**
 * Owns keeping a reply while it is being written: at most so often, one write at a time, and with a heartbeat, so that
 * whoever dies in the middle leaves what had been said and a lease that lapses.
 */

import type { MessageStatus } from '@todo-chatbot/contracts';
import type { ConversationStore, MessagePart, ReplyClaim } from './conversation-store.ts';

export type ReplyTimes = {
  /** How long a silent run keeps its claim. */
  readonly leaseMs: number;
  /** Shortest time between two writes of a growing reply. */
  readonly checkpointMs: number;
};

export type ReplyRecorder = {
  /** The parts as they are now. */
  see(parts: readonly MessagePart[]): void;
  /** Written when it resolves. False: the claim is lost. */
  keep(parts: readonly MessagePart[]): Promise<boolean>;
  finish(parts: readonly MessagePart[], status: MessageStatus): Promise<boolean>;
  stop(): void;
};

/** @param options.onLost told when somebody else has the reply now: the run must end */
export function createReplyRecorder(options: {
  readonly store: Pick<ConversationStore, 'checkpoint' | 'finish'>;
  readonly claim: ReplyClaim;
  readonly times: ReplyTimes;
  readonly now: () => string;
  readonly onLost: () => void;
  readonly onError: (error: unknown) => void;
}): ReplyRecorder {
  const { store, claim, times, now, onLost, onError } = options;
  let latest: readonly MessagePart[] | null = null;
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<unknown> = Promise.resolve();
  let over = false;

  const write = (parts: readonly MessagePart[]): Promise<boolean> => {
    const written = writing.then(async () => {
      const kept = await store.checkpoint(claim, { parts, now: now(), leaseMs: times.leaseMs });
      if (!kept && !over) onLost();
      return kept;
    });
    writing = written.catch(() => {});
    return written;
  };
  const writeLatest = () => {
    timer = null;
    // A database that is away for a moment costs a checkpoint, not the reply.
    if (latest !== null && !over) write(latest).catch(onError);
  };
  const heartbeat = setInterval(writeLatest, times.leaseMs / 3);
  heartbeat.unref();

  const recorder: ReplyRecorder = {
    see(parts) {
      latest = parts;
      timer ??= setTimeout(writeLatest, times.checkpointMs);
    },
    async keep(parts) {
      latest = parts;
      return await write(parts);
    },
    async finish(parts, status) {
      recorder.stop();
      await writing;
      return await store.finish(claim, { parts, status, now: now() });
    },
    stop() {
      over = true;
      clearInterval(heartbeat);
      if (timer !== null) clearTimeout(timer);
    },
  };
  return recorder;
}
