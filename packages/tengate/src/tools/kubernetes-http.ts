/** Requests to a Kubernetes API server with a kubeconfig's credentials, each with a deadline, and its watch streams. */

import http from 'node:http';
import https from 'node:https';
import { createInterface } from 'node:readline';
import type { KubeConfig } from '@kubernetes/client-node';
import { TengateError } from '../model/tengate-error.ts';

export type KubernetesAnswer = { readonly status: number; readonly body: string };

export type KubernetesHttp = {
  /** Throws a TengateError `cluster-unreachable` where nothing answers within `deadlineMs`; any status is an answer. */
  request(options: {
    readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
    readonly path: string;
    readonly body?: unknown;
    readonly contentType?: string;
    readonly deadlineMs: number;
  }): Promise<KubernetesAnswer>;
  /**
   * Follows a stream of lines until the server ends it, it breaks, nothing comes for `idleMs`, or the signal aborts.
   * Resolves with the status in every case; 0 stands for a server that could not be reached.
   */
  follow(options: {
    readonly path: string;
    readonly idleMs: number;
    readonly signal: AbortSignal;
    readonly onLine: (line: string) => void;
  }): Promise<{ readonly status: number }>;
};

/** @param config loaded, with its current context set */
export function createKubernetesHttp(config: KubeConfig): KubernetesHttp {
  const server = config.getCurrentCluster()?.server;
  if (server === undefined)
    throw new TengateError({
      code: 'kubeconfig-context-missing',
      kind: 'usage',
      what: `the kubeconfig has no cluster for its context "${config.getCurrentContext()}"`,
      todo: 'name a context that `kubectl config get-contexts` lists',
    });
  const open = async (path: string, options: https.RequestOptions): Promise<http.ClientRequest> => {
    const credentials: https.RequestOptions = {};
    await config.applyToHTTPSOptions(credentials);
    const url = new URL(server.replace(/\/$/, '') + path);
    const headers = { ...credentials.headers, ...options.headers } as http.OutgoingHttpHeaders;
    return (url.protocol === 'http:' ? http : https).request(url, { ...credentials, ...options, headers });
  };
  return {
    request: async ({ method, path, body, contentType = 'application/json', deadlineMs }) => {
      const text = body === undefined ? undefined : JSON.stringify(body);
      const headers = {
        accept: 'application/json, */*',
        ...(text === undefined
          ? {}
          : { 'content-type': contentType, 'content-length': Buffer.byteLength(text) }),
      };
      try {
        const request = await open(path, { method, headers, signal: AbortSignal.timeout(deadlineMs) });
        return await answerOf(request, text);
      } catch (error) {
        throw unreachable({ server, deadlineMs, cause: error });
      }
    },
    follow: ({ path, idleMs, signal, onLine }) => followLines({ open, path, idleMs, signal, onLine }),
  };
}

function answerOf(request: http.ClientRequest, body: string | undefined): Promise<KubernetesAnswer> {
  return new Promise((resolve, reject) => {
    request.on('error', reject);
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') }),
      );
    });
    request.end(body);
  });
}

async function followLines(options: {
  readonly open: (path: string, options: https.RequestOptions) => Promise<http.ClientRequest>;
  readonly path: string;
  readonly idleMs: number;
  readonly signal: AbortSignal;
  readonly onLine: (line: string) => void;
}): Promise<{ status: number }> {
  const request = await options.open(options.path, {
    method: 'GET',
    headers: { accept: 'application/json' },
    signal: options.signal,
    timeout: options.idleMs,
  });
  return new Promise((resolve) => {
    let status = 0;
    const end = (): void => resolve({ status });
    request.on('timeout', () => request.destroy());
    request.on('error', end);
    request.on('close', end);
    request.on('response', (response) => {
      status = response.statusCode ?? 0;
      response.on('error', end);
      // Lines hand on the stream's error as one of their own.
      createInterface(response).on('line', options.onLine).on('error', end).on('close', end);
    });
    request.end();
  });
}

function unreachable(options: {
  readonly server: string;
  readonly deadlineMs: number;
  readonly cause: unknown;
}): TengateError {
  const late = options.cause instanceof Error && options.cause.name === 'AbortError';
  const why = late
    ? `did not answer within ${options.deadlineMs / 1000} s`
    : `cannot be reached: ${options.cause instanceof Error ? options.cause.message : String(options.cause)}`;
  return new TengateError({
    code: 'cluster-unreachable',
    kind: 'unavailable',
    what: `the Kubernetes API server at ${options.server} ${why}`,
    todo: 'start the cluster again, or look at which of its components died',
    more: 'tengate cluster status',
    cause: options.cause,
  });
}
