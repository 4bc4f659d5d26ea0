/** The port to programs that keep running beside Tengate until they are stopped, such as the application without a cluster. */

export type LongProcessRequest = {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Merged over the environment the starter was made with. */
  readonly env: Readonly<Record<string, string>>;
  readonly onLine: (line: string) => void;
};

export type LongProcessEnd = {
  readonly exitCode: number | null;
  readonly signal: string | null;
  /** Why it could not be started at all; then the other two are `null`. */
  readonly failure: string | null;
};

export type LongProcess = {
  /** Resolves when it has ended, for whatever reason; never rejects. */
  readonly ended: Promise<LongProcessEnd>;
  /** Ends it and everything it started: SIGTERM, and SIGKILL after `graceMs`. Resolves once it is gone; twice is no error. */
  stop(graceMs: number): Promise<LongProcessEnd>;
};

export type StartLongProcess = (request: LongProcessRequest) => LongProcess;
