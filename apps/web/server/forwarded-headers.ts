/** Owns which headers cross the proxy, in both directions (RFC 9110, section 7.6). */

import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';

/** They belong to one connection, not to the message; `expect` is answered by this server itself. */
const hopByHop: ReadonlySet<string> = new Set([
  'connection',
  'expect',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** All headers of a message that may be passed on: the hop-by-hop ones and those that `Connection` names are left out. */
export function endToEndHeaders(message: IncomingMessage): OutgoingHttpHeaders {
  const named = (message.headers.connection ?? '').split(',').map((name) => name.trim().toLowerCase());
  const headers: OutgoingHttpHeaders = {};
  for (const [name, values] of Object.entries(message.headersDistinct)) {
    if (values === undefined || hopByHop.has(name) || named.includes(name)) continue;
    headers[name] = values.length === 1 ? values[0] : values;
  }
  return headers;
}

/** The headers of the request to the API: the client's own, and where the request came from. */
export function requestHeaders(request: IncomingMessage, backend: URL): OutgoingHttpHeaders {
  const headers = endToEndHeaders(request);
  const client = request.socket.remoteAddress ?? 'unknown';
  const before = request.headers['x-forwarded-for'];
  return {
    ...headers,
    // The final dot makes a cluster name absolute for DNS; it is no part of the name for HTTP.
    host: backend.host.replace(/\.(?=:|$)/, ''),
    'x-forwarded-for': before === undefined ? client : `${before}, ${client}`,
    'x-forwarded-host': request.headers['x-forwarded-host'] ?? request.headers.host ?? '',
    'x-forwarded-proto': request.headers['x-forwarded-proto'] ?? 'http',
    ...(request.headers['transfer-encoding'] !== undefined && { 'transfer-encoding': 'chunked' }),
  };
}

/** The headers of the answer, with this server named after those that already are in `X-Served-By`. */
export function responseHeaders(answer: IncomingMessage, instance: string): OutgoingHttpHeaders {
  const before = answer.headers['x-served-by'];
  return {
    ...endToEndHeaders(answer),
    'x-served-by': before === undefined ? instance : `${before}, ${instance}`,
  };
}
