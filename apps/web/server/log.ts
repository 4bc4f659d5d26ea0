/** Owns the log: JSON lines in the same shape as the API's, one per event. */

export type Log = (
  level: 'info' | 'warn' | 'error',
  message: string,
  members?: Readonly<Record<string, unknown>>,
) => void;

/**
 * @param options.write   takes one line, without its newline
 * @param options.now     milliseconds since the epoch
 * @param options.base    members of every line: service, instance
 */
export function createLog(options: {
  readonly write: (line: string) => void;
  readonly now: () => number;
  readonly base: Readonly<Record<string, string>>;
}): Log {
  return (level, message, members) => {
    const time = new Date(options.now()).toISOString();
    options.write(JSON.stringify({ level, time, ...options.base, ...members, msg: message }));
  };
}

/** What a line says about an error: no stack, no objects hung on it. */
export function describeError(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { message: String(error) };
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  // A connection attempt to several addresses fails with one error that holds the others and has no message itself.
  const first = error instanceof AggregateError ? error.errors[0] : undefined;
  return { message: error.message || (first instanceof Error ? first.message : error.name), ...code };
}
