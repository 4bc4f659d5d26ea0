/** Owns the log: JSON lines on standard output, one per event. */

import { type DestinationStream, type Logger, pino } from 'pino';

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

export type Log = Logger;

/**
 * @param options.base        members of every line: service, version, instance
 * @param options.destination where lines go; standard output when absent, where lines are gathered for a tenth of a second
 *                            (a write per request would cost more than the request); an exit of the process loses none
 */
export function createLog(options: {
  readonly level: LogLevel;
  readonly base: Readonly<Record<string, string>>;
  readonly destination?: DestinationStream;
}): Log {
  return pino(
    {
      level: options.level,
      base: options.base,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: describeError },
    },
    options.destination ?? pino.destination({ dest: 1, sync: false, minLength: 8192, periodicFlush: 100 }),
  );
}

type ErrorDescription = {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  readonly stack?: string;
  readonly cause?: unknown;
};

/**
 * Only these members: drivers hang whole clients, with all they know, on their errors. A connection's password is in
 * none of them.
 */
export function describeError(error: unknown): ErrorDescription | string {
  if (!(error instanceof Error)) return String(error);
  return {
    type: error.name,
    message: error.message,
    ...('code' in error && typeof error.code === 'string' && { code: error.code }),
    ...(error.stack !== undefined && { stack: error.stack }),
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
  };
}
