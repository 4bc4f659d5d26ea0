/** Owns what tracing is to the rest of the program: where a request's time went. */

export type Tracing = {
  /**
   * Runs a request in a span, as a child of the caller's where the caller says so by W3C Trace Context.
   *
   * @param incoming.header a header of the request, by its name in lower case
   * @param answer          told the trace's id, for the log; its route is as declared, with `:id` for an id
   */
  request(
    incoming: { readonly method: string; readonly header: (name: string) => string | undefined },
    answer: (traceId: string) => Promise<{ readonly route: string; readonly status: number }>,
  ): Promise<void>;
  /** A statement that has just ended; counted to the request that it ran for, and to nothing where there is none. */
  statement: StatementObserver;
  /** Sends what is left, for at most some seconds. */
  stop(): Promise<void>;
};

/** @param ended.text with `$1` for a value */
export type StatementObserver = (ended: {
  readonly text: string;
  readonly durationMs: number;
  /** Null: it succeeded. */
  readonly error: unknown;
}) => void;
