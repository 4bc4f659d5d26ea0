/** Owns how containerd's client is called: which socket and namespace, and what its failures mean. */

import { TengateError } from '../../model/tengate-error.ts';
import type { ProcessRunner, RunOutcome, RunRequest } from '../../ports/process-runner.ts';

export type Ctr = {
  /** Runs `ctr …`; the outcome tells how it ended. */
  run(args: readonly string[], options?: CtrOptions): Promise<RunOutcome>;
  /**
   * The same where only success will do; gives standard output.
   *
   * @throws TengateError `containerd`; the signal's reason when aborted
   */
  require(args: readonly string[], options?: CtrOptions): Promise<string>;
};

export type CtrOptions = Partial<Pick<RunRequest, 'deadlineMs' | 'signal' | 'onLine' | 'stdoutFile'>>;

const usualDeadlineMs = 60_000;

/**
 * @param options.socket absolute: ctr refuses a relative one. At most 107 characters, the kernel's limit for unix sockets.
 */
export function createCtr(options: {
  readonly program: string;
  readonly socket: string;
  readonly namespace: string;
  readonly runner: ProcessRunner;
}): Ctr {
  const { program, socket, namespace, runner } = options;
  const run: Ctr['run'] = async (args, extra = {}) =>
    await runner.run({
      file: program,
      args: ['--address', socket, '--namespace', namespace, ...args],
      // ctr prefixes every answer with the server's deprecations otherwise.
      env: { CONTAINERD_SUPPRESS_DEPRECATION_WARNINGS: 'true' },
      deadlineMs: usualDeadlineMs,
      ...extra,
    });
  return {
    run,
    require: async (args, extra) => {
      const outcome = await run(args, extra);
      extra?.signal?.throwIfAborted();
      if (outcome.status === 'exited' && outcome.exitCode === 0) return outcome.stdout;
      throw ctrFailure(outcome, socket);
    },
  };
}

export function ctrFailure(outcome: RunOutcome, socket: string): TengateError {
  const said = ctrMessage(outcome) ?? (outcome.stderr.trim() || outcome.status);
  const unreachable = /connection refused|no such file or directory.*sock|context deadline/.test(said);
  return new TengateError({
    code: 'containerd',
    what: `containerd did not do it (${outcome.status}, exit code ${outcome.exitCode}): ${said}`,
    todo: unreachable
      ? `start the cluster: nothing answers at ${socket}`
      : 'a full disk and an image that was just removed are the usual causes',
    kind: unreachable ? 'unavailable' : 'failed',
    more: outcome.command,
  });
}

/** What ctr itself had to say, as opposed to the container's own output; `null` where it said nothing. */
export function ctrMessage(outcome: Pick<RunOutcome, 'stderr'>): string | null {
  const lines = outcome.stderr.split('\n').filter((line) => line.startsWith('ctr: '));
  return lines.length === 0 ? null : lines.map((line) => line.slice('ctr: '.length)).join('; ');
}
