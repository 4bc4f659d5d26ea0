/** Owns the error that a person reads: what happened, what to do, and the command that shows more. */

/** What kind of end an error stands for; `cli/exit-codes.ts` maps it to a number. */
export const errorKinds = ['usage', 'unavailable', 'failed', 'cancelled'] as const;
export type ErrorKind = (typeof errorKinds)[number];

export class TengateError extends Error {
  /** Stable, kebab-case: `port-taken`, `checksum-mismatch`. */
  readonly code: string;
  readonly kind: ErrorKind;
  readonly todo: string;
  /** A command line that shows more, where there is one. */
  readonly more: string | undefined;

  /**
   * @param options.what   what happened, one sentence, naming the file, port, program or object
   * @param options.todo   what the reader can do about it
   * @param options.kind   `unavailable` = something the machine lacks; `failed` (default) = it was tried and failed
   */
  constructor(options: {
    readonly code: string;
    readonly what: string;
    readonly todo: string;
    readonly kind?: ErrorKind;
    readonly more?: string;
    readonly cause?: unknown;
  }) {
    super(options.what, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'TengateError';
    this.code = options.code;
    this.kind = options.kind ?? 'failed';
    this.todo = options.todo;
    this.more = options.more;
  }
}
