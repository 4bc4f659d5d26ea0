/** Streams an address into a file, counting and hashing on the way, or reads a small text from one. */

import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { TengateError } from '../model/tengate-error.ts';
import { readableAddress } from './release-address.ts';

/** A download that gets nothing for so long has stalled. */
const stallAfterMs = 30_000;
/** Checksums files are some kilobytes; GitHub's description of a release some hundred. */
const maxTextBytes = 4 * 1024 * 1024;

export type Fetch = (address: string, init: { signal: AbortSignal; redirect: 'follow' }) => Promise<Response>;

export type Opened =
  | { readonly status: 'open'; readonly body: Readable; readonly bytes: number | null }
  /** The server (or folder) answered, and does not have it. */
  | { readonly status: 'missing'; readonly why: string }
  /** No usable answer: no connection, no name, refused on the way, a server's own failure. */
  | { readonly status: 'unreachable'; readonly why: string };

/**
 * Opens an `http`, `https` or `file` address.
 *
 * @param answerWithinMs how long the first answer (the headers) may take
 */
export async function openAddress(options: {
  readonly address: string;
  readonly fetch: Fetch;
  readonly answerWithinMs: number;
  readonly signal?: AbortSignal | undefined;
}): Promise<Opened> {
  const { address, fetch, answerWithinMs, signal } = options;
  if (address.startsWith('file:')) return await openFile(fileURLToPath(address));
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), answerWithinMs);
  try {
    const response = await fetch(address, {
      signal: AbortSignal.any([late.signal, ...(signal === undefined ? [] : [signal])]),
      redirect: 'follow',
    });
    const { status } = response;
    if (response.ok && response.body !== null) {
      const length =
        response.headers.get('content-encoding') === null ? response.headers.get('content-length') : null;
      return {
        status: 'open',
        body: Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]),
        bytes: length === null ? null : Number(length),
      };
    }
    await response.body?.cancel();
    const why = `HTTP ${status}`;
    return { status: isRefusal(status) ? 'unreachable' : 'missing', why };
  } catch (error) {
    signal?.throwIfAborted();
    if (late.signal.aborted)
      return { status: 'unreachable', why: `no answer within ${answerWithinMs / 1000} s` };
    return { status: 'unreachable', why: reasonOf(error) };
  } finally {
    clearTimeout(timer);
  }
}

/** The text behind an opened address; more than a few megabytes is an error. */
export async function readText(body: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxTextBytes) throw new Error('longer than any list of checksums');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/**
 * Writes the opened body to `file`, and gives its SHA-256.
 *
 * @param options.onBytes told how much has come, for every chunk
 * @throws TengateError `download-truncated`, `download-stalled`; a write error as it is
 */
export async function saveBody(options: {
  readonly opened: Extract<Opened, { status: 'open' }>;
  readonly address: string;
  readonly file: string;
  readonly onBytes: (bytes: number) => void;
  readonly signal?: AbortSignal | undefined;
}): Promise<string> {
  const { opened, address, file, onBytes, signal } = options;
  const hash = createHash('sha256');
  let bytes = 0;
  const stalled = new AbortController();
  const timer = setTimeout(() => stalled.abort(), stallAfterMs);
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      timer.refresh();
      bytes += chunk.length;
      hash.update(chunk);
      onBytes(bytes);
      done(null, chunk);
    },
  });
  try {
    await pipeline(opened.body, count, createWriteStream(file), {
      signal: AbortSignal.any([stalled.signal, ...(signal === undefined ? [] : [signal])]),
    });
  } catch (error) {
    signal?.throwIfAborted();
    if (stalled.signal.aborted) throw stalledDownload(address, bytes);
    if (isWriteError(error)) throw error;
    throw truncated(address, bytes, opened.bytes, error);
  } finally {
    clearTimeout(timer);
  }
  if (opened.bytes !== null && bytes !== opened.bytes) throw truncated(address, bytes, opened.bytes);
  return hash.digest('hex');
}

/** What proxies and failing servers answer, instead of the host that was asked. */
function isRefusal(status: number): boolean {
  return status === 403 || status === 407 || status === 451 || status === 429 || status >= 500;
}

async function openFile(path: string): Promise<Opened> {
  try {
    const { size } = await stat(path);
    return { status: 'open', body: createReadStream(path), bytes: size };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return { status: 'missing', why: 'no such file' };
    return { status: 'unreachable', why: reasonOf(error) };
  }
}

/** Errors of the file written to; those of the connection carry other codes, or none. */
function isWriteError(error: unknown): boolean {
  const { code, syscall } = error as NodeJS.ErrnoException;
  return code !== undefined && syscall !== undefined && ['write', 'open', 'close'].includes(syscall);
}

/** undici says "fetch failed" and keeps the reason in the cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  const { code } = (cause ?? error) as NodeJS.ErrnoException;
  const message = cause instanceof Error && cause.message !== '' ? cause.message : error.message;
  return code === undefined || message.includes(code) ? message : `${message} (${code})`;
}

function truncated(address: string, bytes: number, of: number | null, cause?: unknown): TengateError {
  const amount = of === null ? `after ${bytes} bytes` : `after ${bytes} of ${of} bytes`;
  return new TengateError({
    code: 'download-truncated',
    what: `The download of ${readableAddress(address)} ended early, ${amount}.`,
    todo: 'run the command again; if it happens again, look at the proxy or mirror in between, or use --toolchain source',
    cause,
  });
}

function stalledDownload(address: string, bytes: number): TengateError {
  return new TengateError({
    code: 'download-stalled',
    what: `The download of ${readableAddress(address)} got nothing for ${stallAfterMs / 1000} s, after ${bytes} bytes.`,
    todo: 'run the command again; if it happens again, use --mirror or --toolchain source',
  });
}
