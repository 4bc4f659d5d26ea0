/**
 * Owns the way of `/api` to the API: one request in, one request out, bodies streamed in both directions.
 *
 * What is sent a second time, and what never is:
 * - No connection came about (refused, no route, unknown name, no answer to the connection attempt): the API saw
 *   nothing, so any request is tried once more; behind a Service that second attempt may well reach another pod.
 * - GET and HEAD travel on pooled connections, and an API pod that drains closes those when idle: at times at the very
 *   moment one is used. If the connection ends before the first byte of an answer, they are sent once more, on a new one.
 * - Everything else travels on a connection of its own, which cannot be stale, and is never sent twice.
 * Each second attempt is logged. There is never a third.
 */

import http, { type ClientRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import https from 'node:https';
import { pipeline } from 'node:stream';
import type { ApiAgents } from './api-agents.ts';
import { requestHeaders, responseHeaders } from './forwarded-headers.ts';
import { describeError, type Log } from './log.ts';
import { type ProxyFailure, sendProxyProblem } from './proxy-problem.ts';

export type ProxyTimeouts = {
  /** For a connection to come about. */
  readonly connectMs: number;
  /** From the end of the request to the head of the answer; the body of an answer may take as long as it streams. */
  readonly answerMs: number;
};

export const proxyTimeouts: ProxyTimeouts = { connectMs: 2000, answerMs: 60_000 };

export type ApiProxy = (request: IncomingMessage, response: ServerResponse) => void;

type Attempt =
  | { readonly kind: 'answered'; readonly answer: IncomingMessage }
  | { readonly kind: 'failed'; readonly failure: ProxyFailure; readonly error: unknown }
  | { readonly kind: 'client-gone' };

/**
 * @param options.backend  the origin of the API
 * @param options.instance this server's name, for X-Served-By
 */
export function createApiProxy(options: {
  readonly backend: URL;
  readonly agents: ApiAgents;
  readonly instance: string;
  readonly log: Log;
  readonly timeouts?: ProxyTimeouts;
}): ApiProxy {
  const { backend, agents, instance, log, timeouts = proxyTimeouts } = options;

  const attempt = (
    request: IncomingMessage,
    response: ServerResponse,
    agent: http.Agent,
  ): Promise<Attempt> => {
    const outgoing = (backend.protocol === 'https:' ? https : http).request({
      agent,
      // Brackets belong to the URL of an IPv6 address, not to the address.
      hostname: backend.hostname.replace(/^\[|\]$/g, ''),
      port: backend.port,
      method: request.method,
      path: request.url,
      headers: requestHeaders(request, backend),
      ...(backend.protocol === 'https:' && { servername: backend.hostname.replace(/\.$/, '') }),
    });
    return exchange({ request, response, outgoing, timeouts });
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const isSafe = request.method === 'GET' || request.method === 'HEAD';
    let outcome = await attempt(
      request,
      response,
      isSafe && !hasBody(request) ? agents.pooled : agents.fresh,
    );
    if (outcome.kind === 'failed' && mayRetry(outcome.failure, isSafe && !hasBody(request))) {
      log('warn', 'sent again to the API', { ...about(request), error: describeError(outcome.error) });
      outcome = await attempt(request, response, agents.fresh);
    }
    switch (outcome.kind) {
      case 'answered':
        passOn({ answer: outcome.answer, response, instance });
        return;
      case 'failed':
        log('error', 'no answer from the API', {
          ...about(request),
          failure: outcome.failure,
          error: describeError(outcome.error),
        });
        sendProxyProblem({ response, failure: outcome.failure, path: about(request).path, instance });
        return;
      case 'client-gone':
        return;
    }
  };

  return (request, response) => void handle(request, response);
}

const mayRetry = (failure: ProxyFailure, isRepeatable: boolean): boolean =>
  failure === 'unavailable' || (failure === 'bad-gateway' && isRepeatable);

const hasBody = (request: IncomingMessage): boolean =>
  request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;

/** For the log: the path without its query, which may hold what a person typed. */
const about = (request: IncomingMessage) => ({
  method: request.method ?? '',
  path: (request.url ?? '').split('?', 1)[0] ?? '',
});

/** Sends the request and waits for the head of the answer. Nothing of the body is read before there is a connection. */
function exchange(options: {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly outgoing: ClientRequest;
  readonly timeouts: ProxyTimeouts;
}): Promise<Attempt> {
  const { request, response, outgoing, timeouts } = options;
  return new Promise((resolve) => {
    let phase: ProxyFailure = 'unavailable';
    let timer: NodeJS.Timeout | undefined;
    let isSettled = false;

    const settle = (outcome: Attempt) => {
      isSettled = true;
      clearTimeout(timer);
      response.off('close', onClientGone);
      resolve(outcome);
    };
    const expireAfter = (ms: number, failure: ProxyFailure) => {
      clearTimeout(timer);
      // An answer may come before the end of the request, a refusal of its size for one.
      if (isSettled) return;
      timer = setTimeout(() => {
        phase = failure;
        outgoing.destroy(
          new Error(`no ${failure === 'unavailable' ? 'connection' : 'answer'} within ${ms} ms`),
        );
      }, ms);
    };
    const onClientGone = () => {
      outgoing.destroy();
      settle({ kind: 'client-gone' });
    };

    outgoing.on('error', (error) => {
      request.unpipe(outgoing);
      settle({ kind: 'failed', failure: phase, error });
    });
    outgoing.once('response', (answer) => settle({ kind: 'answered', answer }));
    outgoing.once('finish', () => expireAfter(timeouts.answerMs, 'gateway-timeout'));
    response.once('close', onClientGone);
    if (response.destroyed) return onClientGone();

    expireAfter(timeouts.connectMs, 'unavailable');
    onceConnected(outgoing, () => {
      clearTimeout(timer);
      phase = 'bad-gateway';
      if (hasBody(request)) request.pipe(outgoing);
      else outgoing.end();
    });
  });
}

/** Calls back when the request has a connection that is up: at once on a pooled one. */
function onceConnected(outgoing: ClientRequest, callback: () => void): void {
  outgoing.once('socket', (socket) => {
    if (socket.connecting) socket.once('encrypted' in socket ? 'secureConnect' : 'connect', callback);
    else callback();
  });
}

/** Streams the answer to the client; breaks off on either side when the other one does. */
function passOn(options: {
  readonly answer: IncomingMessage;
  readonly response: ServerResponse;
  readonly instance: string;
}): void {
  const { answer, response, instance } = options;
  for (const [name, value] of Object.entries(responseHeaders(answer, instance))) {
    if (value !== undefined) response.setHeader(name, value);
  }
  response.writeHead(answer.statusCode ?? 502, answer.statusMessage ?? '');
  // A stream of unknown length may pause before its first chunk: its head must not wait for that.
  if (answer.headers['content-length'] === undefined) response.flushHeaders();
  pipeline(answer, response, () => undefined);
}
