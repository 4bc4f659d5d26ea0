/** Owns whether requests can be served: starting, then as the database says, then draining. */

import type { Readiness, ReadinessReport } from '../http/readiness.ts';
import type { Log } from '../log.ts';

export type ReadinessState = Readiness & {
  /** What a start waits for, for whoever asks meanwhile. */
  waitFor(why: string): void;
  start(): void;
  drain(): void;
};

/** Longest that one answer of the database may take to count as an answer, milliseconds. */
const pingTimeoutMs = 2000;

/**
 * @param options.ping  throws when the database does not answer; never runs twice at once
 * @param options.wait  resolves after milliseconds; rejects when aborted
 */
export function createReadiness(options: {
  readonly ping: () => Promise<void>;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly log: Log;
}): ReadinessState {
  const { ping, wait, log } = options;
  let phase: 'starting' | 'started' | 'draining' = 'starting';
  let startedOnce = false;
  let waitingFor = 'The service is starting';
  let reachable = true;
  let pending: Promise<{ readonly error: unknown } | null> | null = null;

  function askOnce() {
    pending ??= ping()
      .then(
        () => null,
        (error: unknown) => ({ error }),
      )
      .finally(() => {
        pending = null;
      });
    return pending;
  }

  async function databaseAnswers(): Promise<boolean> {
    const answered = new AbortController();
    const tooLate = wait(pingTimeoutMs, answered.signal).then(
      () => ({ error: `no answer within ${pingTimeoutMs} ms` }),
      () => null,
    );
    const failure = await Promise.race([askOnce(), tooLate]);
    answered.abort();
    const answers = failure === null;
    if (reachable && !answers) log.warn({ err: failure.error }, 'not ready: the database does not answer');
    if (!reachable && answers) log.info('ready: the database answers again');
    reachable = answers;
    return answers;
  }

  return {
    waitFor(why) {
      waitingFor = why;
    },
    start() {
      startedOnce = true;
      if (phase === 'starting') phase = 'started';
    },
    drain() {
      phase = 'draining';
    },
    started: () => startedOnce,
    async check(): Promise<ReadinessReport> {
      if (phase === 'draining') return { ready: false, state: 'draining', why: 'The service is stopping' };
      if (phase === 'starting') return { ready: false, state: 'starting', why: waitingFor };
      if (await databaseAnswers()) return { ready: true };
      return { ready: false, state: 'unavailable', why: 'The database does not answer' };
    },
  };
}
