/** Owns how the docker command is called, and what its failures mean. */

import { TengateError } from '../../model/tengate-error.ts';
import type { ProcessRunner, RunOutcome, RunRequest } from '../../ports/process-runner.ts';

export type DockerOptions = Partial<Pick<RunRequest, 'deadlineMs' | 'signal' | 'onLine' | 'env'>>;

export type Docker = {
  /** Runs `docker …`; the outcome tells how it ended. */
  run(args: readonly string[], options?: DockerOptions): Promise<RunOutcome>;
  /**
   * The same where only success will do; gives standard output.
   *
   * @throws TengateError `docker`; the signal's reason when aborted
   */
  require(args: readonly string[], options?: DockerOptions): Promise<string>;
};

const usualDeadlineMs = 60_000;

export function createDocker(options: { readonly program: string; readonly runner: ProcessRunner }): Docker {
  const { program, runner } = options;
  const run: Docker['run'] = async (args, extra = {}) =>
    await runner.run({ file: program, args, deadlineMs: usualDeadlineMs, ...extra });
  return {
    run,
    require: async (args, extra) => {
      const outcome = await run(args, extra);
      extra?.signal?.throwIfAborted();
      if (outcome.status === 'exited' && outcome.exitCode === 0) return outcome.stdout;
      throw dockerFailure(outcome);
    },
  };
}

export function dockerFailure(outcome: RunOutcome): TengateError {
  const said = outcome.stderr.trim().split('\n').slice(-5).join('\n') || outcome.status;
  const unreachable =
    outcome.status === 'not-found' ||
    /Cannot connect to the Docker daemon|docker daemon is not running/i.test(said);
  return new TengateError({
    code: unreachable ? 'docker-unreachable' : 'docker',
    what: unreachable
      ? `Docker is not usable: ${outcome.status === 'not-found' ? 'there is no docker command' : said}`
      : `docker did not do it (${outcome.status}, exit code ${outcome.exitCode}): ${said}`,
    todo: unreachable
      ? 'start Docker, or install it'
      : 'a full disk is a usual cause; the command below shows more',
    kind: unreachable ? 'unavailable' : 'failed',
    more: outcome.command,
  });
}

/** Whether the daemon said that an image or container is not there. */
export function saysAbsent(outcome: RunOutcome): boolean {
  return /No such (image|container|object)/i.test(outcome.stderr);
}
