/** Owns telling "the database is not there right now" from every other failure. */

/** Codes of Node's network errors that pass when the database, its name or the network comes (back). */
const networkCodes: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/**
 * SQLSTATE codes of a server that starts, stops or has no connection left
 * (https://www.postgresql.org/docs/current/errcodes-appendix.html); class 08 is "connection exception".
 */
const serverCodes: ReadonlySet<string> = new Set(['57P01', '57P02', '57P03', '53300']);

/** What the `pg` package says without a code: its own time-outs, and a connection that ended under a query. */
const driverMessages: readonly string[] = [
  'timeout exceeded when trying to connect',
  'Connection terminated',
  'Query read timeout',
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
];

/** Whether the failure is one that passes when the database comes back; a wrong password or a wrong query is not. */
export function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (networkCodes.has(code) || serverCodes.has(code) || /^08...$/.test(code)) return true;
  return driverMessages.some((message) => error.message.startsWith(message));
}
