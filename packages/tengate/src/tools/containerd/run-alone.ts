/**
 * Owns running an image alone on containerd, outside Kubernetes: own entry point and user, a network namespace in which
 * there is only the loopback interface, and nothing left afterwards.
 */

import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TengateError } from '../../model/tengate-error.ts';
import type { Clock } from '../../ports/clock.ts';
import type { RunningContainer } from '../../ports/container-engine.ts';
import type { RunOutcome } from '../../ports/process-runner.ts';
import { waitUntil } from '../../ports/wait-until.ts';
import { environmentFile } from '../container-image/environment-file.ts';
import { type Ctr, ctrMessage } from './ctr.ts';
import { parseTaskList } from './parse-task-list.ts';

/** Longer than any gate looks at one container. */
const lifeDeadlineMs = 60 * 60_000;
const startDeadlineMs = 60_000;
const endDeadlineMs = 20_000;
const keptLogLines = 2_000;

/**
 * @param options.id     unique; also the name of the container's cgroup
 * @param options.folder empty folder of its own, absolute and the same for containerd; removed at the end
 * @param options.proc   `/proc` of the process namespace that containerd runs in
 * @throws TengateError `container-start`; the signal's reason when aborted. Nothing is left then.
 */
export async function runAlone(options: {
  readonly ctr: Ctr;
  readonly clock: Clock;
  readonly id: string;
  readonly folder: string;
  readonly runc: string;
  readonly proc: string;
  readonly reference: string;
  readonly env: Readonly<Record<string, string>>;
  readonly command: readonly string[];
  readonly memoryLimitBytes: number;
  readonly signal?: AbortSignal | undefined;
}): Promise<RunningContainer> {
  const { ctr, clock, id, folder, runc, proc, reference, env, command, memoryLimitBytes, signal } = options;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const envFile = join(folder, 'environment');
  await writeFile(envFile, environmentFile(env), { mode: 0o600 });

  const log: string[] = [];
  let ended: RunOutcome | null = null;
  let pid: number | null = null;
  let execs = 0;
  // ctr stays attached for the container's life: its exit code is the container's, its output the container's log.
  const life = ctr
    .run(
      [
        'run',
        '--rm',
        `--runc-binary=${runc}`,
        // Not below the namespace's common folders and groups, which would stay behind empty.
        `--runc-root=${join(folder, 'runc')}`,
        `--fifo-dir=${join(folder, 'fifo')}`,
        `--cgroup=/${id}`,
        `--env-file=${envFile}`,
        `--memory-limit=${memoryLimitBytes}`,
        '--label=tengate.dev/alone=true',
        reference,
        id,
        ...command,
      ],
      {
        deadlineMs: lifeDeadlineMs,
        onLine: (line) => {
          log.push(line);
          if (log.length > keptLogLines) log.shift();
        },
      },
    )
    .then((outcome) => {
      ended = outcome;
    });

  const remove = async (): Promise<void> => {
    if (ended === null) await ctr.run(['tasks', 'kill', '--signal=SIGKILL', id]);
    const end = await waitUntil({
      clock,
      deadlineMs: endDeadlineMs,
      intervalMs: 50,
      observe: async () => (ended === null ? { done: false, seen: 'running' } : { done: true, value: null }),
    });
    // Where ctr itself did not get to it: killed, or at odds with the runtime.
    if (end.status === 'timed-out' || ended?.exitCode !== 0) {
      await ctr.run(['tasks', 'delete', '--force', id]);
      await ctr.run(['containers', 'delete', id]);
      await ctr.run(['snapshots', 'delete', id]);
    }
    await life;
    await rm(folder, { recursive: true, force: true });
  };

  try {
    const started = await waitUntil<'running' | 'ended'>({
      clock,
      deadlineMs: startDeadlineMs,
      intervalMs: 20,
      signal,
      observe: async () => {
        if (ended !== null) return { done: true, value: 'ended' };
        const task = parseTaskList(await ctr.require(['tasks', 'ls'])).find(({ name }) => name === id);
        // Before RUNNING the process is still runc's, with runc's user.
        if (task?.status !== 'RUNNING') return { done: false, seen: task?.status ?? 'no process' };
        pid = task.pid;
        return { done: true, value: 'running' };
      },
    });
    const said = ended === null ? null : ctrMessage(ended);
    if (started.status === 'timed-out' || (pid === null && said !== null)) {
      throw new TengateError({
        code: 'container-start',
        what: `${reference} did not start: ${said ?? (started.status === 'timed-out' ? started.seen : 'no process')}`,
        todo: 'look at its entry point, command and user',
      });
    }
  } catch (error) {
    await remove();
    throw error;
  }

  return {
    id,
    exec: async (argv, deadlineMs) => {
      execs += 1;
      const outcome = await ctr.run(['tasks', 'exec', '--exec-id', `${id}-${execs}`, id, ...argv], {
        deadlineMs,
      });
      const notRun = outcome.status !== 'exited' || ctrMessage(outcome) !== null;
      return { exitCode: notRun ? null : outcome.exitCode, output: outcome.stdout + outcome.stderr };
    },
    userId: async () => (pid === null || ended !== null ? null : await effectiveUser(proc, pid)),
    state: async () => ({ running: ended === null, exitCode: ended?.exitCode ?? null }),
    logs: async () => log.join('\n'),
    remove,
  };
}

/** The second number of `Uid:` in proc(5) status. */
async function effectiveUser(proc: string, pid: number): Promise<number | null> {
  try {
    const status = await readFile(join(proc, String(pid), 'status'), 'utf8');
    const id = /^Uid:\s+\d+\s+(\d+)/m.exec(status)?.[1];
    return id === undefined ? null : Number(id);
  } catch {
    return null; // ended meanwhile
  }
}
