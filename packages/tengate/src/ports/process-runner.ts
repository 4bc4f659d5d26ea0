/** The port to external programs: argv in, captured output out; never a shell string. */

export type RunRequest = {
  /** Path or name of the program. */
  readonly file: string;
  readonly args: readonly string[];
  /** Replaces nothing: merged over the environment the runner was made with. Secrets go here or in `input`, never in `args`. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  readonly input?: string;
  /** Writes standard output to this file, byte by byte, instead of capturing it: for what is not text. */
  readonly stdoutFile?: string;
  /** After this many milliseconds the program is ended (SIGTERM, then SIGKILL) and the outcome says `timed-out`. */
  readonly deadlineMs: number;
  readonly signal?: AbortSignal | undefined;
  /** Runs it in a process group of its own, so that at the deadline or an abort what it started is ended with it. */
  readonly endsDescendants?: boolean;
  /** Called for every line of either stream as it comes. */
  readonly onLine?: (line: string, stream: 'stdout' | 'stderr') => void;
};

export type RunOutcome = {
  readonly status: 'exited' | 'timed-out' | 'cancelled' | 'not-found';
  /** 0 only when `status` is `exited` and the program succeeded. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly durationMs: number;
  /** The command line for a person, redacted. */
  readonly command: string;
};

export type ProcessRunner = {
  /** Never throws for what the program did; the outcome tells. */
  run(request: RunRequest): Promise<RunOutcome>;
};
