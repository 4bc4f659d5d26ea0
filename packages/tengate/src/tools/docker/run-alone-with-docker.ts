/** Owns running an image alone on Docker, with no network but the loopback interface. */

import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { TengateError } from '../../model/tengate-error.ts';
import type { RunningContainer } from '../../ports/container-engine.ts';
import { environmentFile } from '../container-image/environment-file.ts';
import { type Docker, saysAbsent } from './docker.ts';

const stateSchema = z.object({
  Running: z.boolean(),
  ExitCode: z.number(),
  Pid: z.number(),
  Error: z.string().optional(),
});

/**
 * @param options.folder empty folder of its own, removed once the container runs
 * @throws TengateError `container-start`; the signal's reason when aborted. Nothing is left then.
 */
export async function runAloneWithDocker(options: {
  readonly docker: Docker;
  readonly id: string;
  readonly folder: string;
  readonly reference: string;
  readonly env: Readonly<Record<string, string>>;
  readonly command: readonly string[];
  readonly memoryLimitBytes: number;
  readonly signal?: AbortSignal | undefined;
}): Promise<RunningContainer> {
  const { docker, id, folder, reference, env, command, memoryLimitBytes, signal } = options;
  const state = async (): Promise<z.output<typeof stateSchema>> =>
    stateSchema.parse(JSON.parse(await docker.require(['inspect', '--format', '{{json .State}}', id])));
  const remove = async (): Promise<void> => {
    const outcome = await docker.run(['rm', '--force', '--volumes', id]);
    if (outcome.exitCode !== 0 && !saysAbsent(outcome))
      await docker.require(['rm', '--force', '--volumes', id]);
  };

  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    const envFile = join(folder, 'environment');
    await writeFile(envFile, environmentFile(env), { mode: 0o600 });
    const started = await docker.run(
      [
        'run',
        '--detach',
        `--name=${id}`,
        '--network=none',
        '--label=tengate.dev/alone=true',
        `--env-file=${envFile}`,
        `--memory=${memoryLimitBytes}`,
        reference,
        ...command,
      ],
      { signal },
    );
    signal?.throwIfAborted();
    if (started.exitCode !== 0) {
      throw new TengateError({
        code: 'container-start',
        what: `${reference} did not start: ${started.stderr.trim().split('\n').at(-1) ?? started.status}`,
        todo: 'look at its entry point, command and user',
        more: started.command,
      });
    }
  } catch (error) {
    await remove();
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }

  return {
    id,
    exec: async (argv, deadlineMs) => {
      const outcome = await docker.run(['exec', id, ...argv], { deadlineMs });
      // 126 and 127 with the runtime's own words: there is no such command, so none ran.
      const notRun =
        outcome.status !== 'exited' ||
        /OCI runtime exec failed|is not running/.test(outcome.stderr + outcome.stdout);
      return { exitCode: notRun ? null : outcome.exitCode, output: outcome.stdout + outcome.stderr };
    },
    userId: async () => {
      const { Running, Pid } = await state();
      if (!Running) return null;
      return effectiveUser(await docker.require(['top', id, '-eo', 'pid,euid']), Pid);
    },
    state: async () => {
      const { Running, ExitCode } = await state();
      return { running: Running, exitCode: Running ? null : ExitCode };
    },
    logs: async () => {
      const { stdout, stderr } = await docker.run(['logs', '--tail', '2000', id]);
      return stdout + stderr;
    },
    remove,
  };
}

/** @param table of `docker top … -eo pid,euid`, whose ids are those of Docker's machine, as `State.Pid` is */
export function effectiveUser(table: string, pid: number): number | null {
  for (const line of table.split('\n')) {
    const [linePid, user] = line.trim().split(/\s+/);
    if (Number(linePid) === pid && user !== undefined) return Number(user);
  }
  return null;
}
