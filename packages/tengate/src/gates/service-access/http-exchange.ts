/** One HTTP request and its answer, bounded in time and kept for the evidence. */

import type { Clock } from '../../ports/clock.ts';

/** A person waits about this long; a request that takes longer has not been answered for them. */
export const requestDeadlineMs = 10_000;
/** More of an answer than this is kept of no use to a reader. */
const bodyKept = 4_000;

export type HttpExchange = {
  readonly method: string;
  readonly url: string;
  readonly requestBody: unknown;
  /** `null` where no answer came; `error` says why. */
  readonly status: number | null;
  readonly body: string;
  readonly error: string | null;
  readonly durationMs: number;
};

/** Never throws for what the other side did; an abort of the run rejects. */
export async function exchange(options: {
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly signal?: AbortSignal | undefined;
}): Promise<HttpExchange> {
  const { clock, method, url, json, signal } = options;
  const startedMs = clock.monotonicMs();
  const base = { method, url, requestBody: json ?? null };
  const deadline = AbortSignal.timeout(requestDeadlineMs);
  try {
    const response = await options.fetch(url, {
      method,
      // Each request stands alone: a connection kept from before says nothing about the Service now.
      headers: {
        connection: 'close',
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...options.headers,
      },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      redirect: 'manual',
      signal: signal === undefined ? deadline : AbortSignal.any([deadline, signal]),
    });
    const body = await response.text();
    return { ...base, status: response.status, body, error: null, durationMs: since(clock, startedMs) };
  } catch (error) {
    signal?.throwIfAborted();
    return { ...base, status: null, body: '', error: reasonOf(error), durationMs: since(clock, startedMs) };
  }
}

/** The exchange as evidence keeps it: a long answer is cut. */
export function shortened(one: HttpExchange): HttpExchange {
  return one.body.length <= bodyKept
    ? one
    : { ...one, body: `${one.body.slice(0, bodyKept)}… (${one.body.length} characters)` };
}

function since(clock: Clock, startedMs: number): number {
  return Math.round(clock.monotonicMs() - startedMs);
}

/** `fetch failed` says nothing; its cause does. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `no answer within ${requestDeadlineMs / 1_000} s`;
  return error.cause instanceof Error ? error.cause.message || error.cause.name : error.message;
}
