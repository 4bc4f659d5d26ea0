/**
 * The load itself: every stream sends at its own constant rate whatever becomes of the requests before (open loop), and a
 * latency counts from the time at which a request was to be sent, so that waiting is never left out.
 *
 * It imports only what Node has built in, since it runs in a pod as it is. Written here because the well-known load
 * generators for Node (autocannon, k6's engine) either close the loop or do not tell every failure with its connection.
 */

import { randomUUID } from 'node:crypto';
import { Agent, type ClientRequest, type IncomingMessage, request } from 'node:http';
import type { LoadEvent, LoadLine } from './load-lines.ts';
import type { LoadPlan, LoadStream } from './load-plan.ts';
import type { FailureKind } from './load-result.ts';

/** Successes are written this often, milliseconds, and no more of them in one line: container logs cut lines of 16 KiB. */
const usualFlushMs = 250;
const mostInLine = 500;

export type RunningLoad = {
  /** Sends nothing more, waits for what is under way, writes the rest and `end`. Safe to call twice. */
  stop(): Promise<void>;
  /** Resolves once it has ended, by `stop` or by its own limit. */
  readonly ended: Promise<void>;
};

/**
 * @param options.write      takes one line without its end
 * @param options.now        milliseconds since 1970, with fractions
 * @param options.flushMs    how often successes are written
 */
export function sendRequests(options: {
  readonly plan: LoadPlan;
  readonly write: (line: LoadLine) => void;
  readonly now: () => number;
  readonly cpuMs: () => number;
  readonly flushMs?: number;
}): RunningLoad {
  const { plan, now, cpuMs, flushMs = usualFlushMs } = options;
  let lines = 0;
  const write = (event: LoadEvent): void => options.write({ ...event, n: lines++ });
  const from = now();
  const under = new Set<Promise<void>>();
  const streams = plan.streams.map((stream, index) => createStream({ plan, stream, index, write, now }));
  const ended = Promise.withResolvers<void>();
  let timer: NodeJS.Timeout;
  let stopping: Promise<void> | null = null;

  const tick = (): void => {
    const moment = now();
    if (moment - from >= plan.limitMs) {
      void stop();
      return;
    }
    let next = Number.POSITIVE_INFINITY;
    for (const [index, stream] of streams.entries()) {
      // Side by side and not all at the same moment: the first of each is shifted by its place among them.
      const due = () => from + ((stream.sent + index / streams.length) * 1_000) / stream.ratePerSecond;
      for (let at = due(); at <= moment; at = due()) {
        const one = stream.send(at);
        under.add(one);
        void one.finally(() => under.delete(one));
      }
      next = Math.min(next, due());
    }
    timer = setTimeout(tick, Math.max(1, next - now()));
  };
  const flush = setInterval(() => {
    for (const stream of streams) stream.flush();
    write({ k: 'self', cpu: Math.round(cpuMs()) });
  }, flushMs);

  const finish = async (): Promise<void> => {
    clearTimeout(timer);
    const to = now();
    await Promise.all(under);
    clearInterval(flush);
    for (const stream of streams) stream.close();
    write({ k: 'end', t: to, cpu: Math.round(cpuMs()) });
    ended.resolve();
  };
  const stop = (): Promise<void> => {
    stopping ??= finish();
    return stopping;
  };
  write({ k: 'hello', t: from });
  timer = setTimeout(tick, 0);
  return { stop, ended: ended.promise };
}

type Stream = {
  readonly ratePerSecond: number;
  readonly sent: number;
  /** @param at when it was to be sent; resolves once its outcome is noted, and never rejects */
  send(at: number): Promise<void>;
  flush(): void;
  close(): void;
};

function createStream(options: {
  readonly plan: LoadPlan;
  readonly stream: LoadStream;
  readonly index: number;
  readonly write: (event: LoadEvent) => void;
  readonly now: () => number;
}): Stream {
  const { plan, stream, index, write, now } = options;
  // First in, first out: every kept connection stays in use, and none idles until its server closes it.
  const agent = stream.connections === 'kept' ? new Agent({ keepAlive: true, scheduling: 'fifo' }) : null;
  let kept: { at: number; latency: number; late: number; sequence: number }[] = [];
  let sent = 0;

  const flush = (): void => {
    for (let start = 0; start < kept.length; start += mostInLine) {
      const some = kept.slice(start, start + mostInLine);
      const t = some[0]?.at ?? 0;
      write({
        k: 'some',
        s: index,
        t,
        o: some.map(({ at }) => tenths(at - t)),
        l: some.map(({ latency }) => tenths(latency)),
        d: some.map(({ late }) => tenths(late)),
        ...(stream.write ? { w: some.map(({ sequence }) => sequence) } : {}),
      });
    }
    kept = [];
  };
  return {
    ratePerSecond: stream.ratePerSecond,
    get sent() {
      return sent;
    },
    send: async (at) => {
      const sequence = sent;
      sent += 1;
      const late = now() - at;
      const outcome = await exchange({ stream, agent, plan, sequence });
      const latency = now() - at;
      if (outcome.ok) kept.push({ at, latency, late, sequence });
      else
        write({
          k: 'fail',
          s: index,
          t: at,
          why: outcome.kind,
          status: outcome.status,
          code: outcome.code,
          by: outcome.answeredBy,
          l: tenths(latency),
          d: tenths(late),
        });
    },
    flush,
    close: () => {
      flush();
      agent?.destroy();
    },
  };
}

type Outcome =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly kind: FailureKind;
      readonly status: number | null;
      readonly code: string | null;
      readonly answeredBy: string | null;
    };

/** One request and its whole answer. Nothing is tried again: what a connection does to a request is what is measured. */
function exchange(options: {
  readonly stream: LoadStream;
  readonly agent: Agent | null;
  readonly plan: LoadPlan;
  readonly sequence: number;
}): Promise<Outcome> {
  const { stream, agent, plan, sequence } = options;
  const words: Readonly<Record<string, () => string>> = {
    run: () => plan.runId,
    sequence: () => String(sequence),
    uuid: randomUUID,
  };
  const fill = (text: string): string =>
    text.replace(/\$\{(run|sequence|uuid)\}/g, (_, name: string) => words[name]?.() ?? '');
  const body = stream.request.body === null ? null : fill(stream.request.body);
  const headers = Object.fromEntries(
    Object.entries(stream.request.headers).map(([name, value]) => [name, fill(value)]),
  );
  return new Promise((resolve) => {
    let sending: ClientRequest | null = null;
    const timer = setTimeout(() => {
      resolve({ ok: false, kind: 'timeout', status: null, code: null, answeredBy: null });
      sending?.destroy();
    }, stream.timeoutMs);
    const end = (outcome: Outcome): void => {
      clearTimeout(timer);
      resolve(outcome);
    };
    const broken = (answeredBy: string | null, status: number | null) => (error: NodeJS.ErrnoException) =>
      end({ ok: false, kind: kindOf(error.code), status, code: error.code ?? error.message, answeredBy });
    const answered = (response: IncomingMessage): void => {
      const status = response.statusCode ?? 0;
      const by = response.headers[plan.answeredByHeader.toLowerCase()];
      const answeredBy = Array.isArray(by) ? (by[0] ?? null) : (by ?? null);
      response.on('error', broken(answeredBy, status));
      response.on('end', () =>
        end(
          isExpected(stream, status)
            ? { ok: true }
            : { ok: false, kind: 'status', status, code: null, answeredBy },
        ),
      );
      response.resume();
    };
    try {
      sending = request(
        stream.url,
        {
          method: stream.request.method,
          agent: agent ?? false,
          headers: {
            ...headers,
            ...(agent === null ? { connection: 'close' } : {}),
            ...(body === null ? {} : { 'content-length': Buffer.byteLength(body) }),
          },
        },
        answered,
      );
      sending.on('error', broken(null, null));
      sending.end(body ?? undefined);
    } catch (error) {
      // What Node refuses to send at all, as a header with a line break: it is told with every request, and ends nothing.
      broken(null, null)(error as NodeJS.ErrnoException);
    }
  });
}

function isExpected({ expectStatus }: LoadStream, status: number): boolean {
  return expectStatus.length === 0 ? status >= 200 && status < 300 : expectStatus.includes(status);
}

function kindOf(code: string | undefined): FailureKind {
  switch (code) {
    case 'ECONNREFUSED':
      return 'refused';
    case 'ECONNRESET':
    case 'EPIPE':
      return 'reset';
    case 'ETIMEDOUT':
      return 'timeout';
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'unreachable';
    default:
      return 'other';
  }
}

function tenths(ms: number): number {
  return Math.round(ms * 10);
}
