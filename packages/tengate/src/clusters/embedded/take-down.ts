/**
 * Owns the end of a cluster: its processes in an order that lets data be written, each waited for by its id; then everything
 * it changed on the machine. Needs neither a living supervisor nor a state file: whose a process is stands in its environment.
 */

import { join } from 'node:path';
import { TengateError } from '../../model/tengate-error.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ProcessRunner } from '../../ports/process-runner.ts';
import { waitUntil } from '../../ports/wait-until.ts';
import { createCtr } from '../../tools/containerd/ctr.ts';
import type { ClusterLayout } from './cluster-layout.ts';
import { restoreMachine } from './machine/machine-changes.ts';
import type { ClusterProcess, ProcessTable } from './machine/process-table.ts';

export type TakeDownOptions = {
  readonly layout: ClusterLayout;
  readonly table: ProcessTable;
  readonly processes: ProcessRunner;
  readonly clock: Clock;
  readonly onDetail: (text: string) => void;
};

type Stage = {
  readonly detail: string;
  readonly chosen: (process: ClusterProcess) => boolean;
  /** Signals, each with the milliseconds that follow it before the next. */
  readonly signals: readonly (readonly [NodeJS.Signals, number])[];
};

const killDeadline = 10_000;
const isComponent =
  (...names: readonly string[]) =>
  (process: ClusterProcess): boolean =>
    names.includes(process.component);

const beforeContainers: readonly Stage[] = [
  // First, or it would record as died what ends now.
  { detail: 'supervisor', chosen: isComponent('supervisor'), signals: [['SIGKILL', killDeadline]] },
  {
    detail: 'kubelet and controllers',
    chosen: isComponent('kubelet', 'kube-scheduler', 'kube-controller-manager', 'kube-proxy', 'buildkitd'),
    signals: [
      ['SIGTERM', 2_000],
      ['SIGKILL', killDeadline],
    ],
  },
  {
    detail: 'containers',
    // The pause process holds its pod's network: it goes last.
    chosen: (process) => process.component === 'container' && process.command !== 'pause',
    signals: [
      ['SIGTERM', 3_000],
      // Ends at once what still waits for its clients (PostgreSQL's "fast shutdown").
      ['SIGINT', 2_000],
      ['SIGKILL', killDeadline],
    ],
  },
];

const afterContainers: readonly Stage[] = [
  // Holds nothing that etcd does not have; its own shutdown takes seconds.
  { detail: 'API server', chosen: isComponent('kube-apiserver'), signals: [['SIGKILL', killDeadline]] },
  {
    detail: 'etcd and containerd',
    chosen: (process) => process.component !== 'container' && !process.command.startsWith('containerd-shim'),
    signals: [
      ['SIGTERM', 5_000],
      ['SIGKILL', killDeadline],
    ],
  },
  { detail: 'what is left', chosen: () => true, signals: [['SIGKILL', killDeadline]] },
];

/**
 * @returns whether there was anything to end or to take back
 * @throws TengateError `process-stays` for a process that outlives SIGKILL
 */
export async function takeDown(options: TakeDownOptions): Promise<boolean> {
  const { layout, table } = options;
  const found = table.of(layout.key).length > 0;
  for (const stage of beforeContainers) await endStage(options, stage);
  if (found) await removeContainerRecords(options);
  for (const stage of afterContainers) await endStage(options, stage);
  const restored = await restoreMachine(options);
  return found || restored;
}

async function endStage(options: TakeDownOptions, stage: Stage): Promise<void> {
  const { layout, table, clock, onDetail } = options;
  const left = (): readonly ClusterProcess[] => table.of(layout.key).filter(stage.chosen);
  if (left().length > 0) onDetail(`ending ${stage.detail}`);
  for (const [signal, deadlineMs] of stage.signals) {
    const signalled = left();
    if (signalled.length === 0) return;
    for (const process of signalled) table.signal(process, signal);
    const outcome = await waitUntil({
      clock,
      deadlineMs,
      intervalMs: 20,
      observe: async () => {
        const alive = signal === 'SIGKILL' ? left() : signalled.filter((process) => table.alive(process));
        // A process may have started another one meanwhile: SIGKILL is repeated for those.
        if (signal === 'SIGKILL') for (const process of alive) table.signal(process, signal);
        const [first] = alive;
        return first === undefined
          ? { done: true, value: undefined }
          : { done: false, seen: `${first.command} (pid ${first.pid})` };
      },
    });
    if (signal === 'SIGKILL' && outcome.status === 'timed-out') {
      throw new TengateError({
        code: 'process-stays',
        what: `${outcome.seen} did not end within ${killDeadline / 1000} s of SIGKILL.`,
        todo: 'It hangs in the kernel, often on a disk or a network mount. Look at its state and at `dmesg`.',
        more: `cat /proc/${/\d+/.exec(outcome.seen)?.[0] ?? ''}/status`,
      });
    }
  }
}

/**
 * Forgets the ended containers while containerd still answers, so that the next start has none to recover. Where it does not
 * answer any more, the next start meets them, which costs it time and nothing else.
 */
async function removeContainerRecords({ layout, processes, table }: TakeDownOptions): Promise<void> {
  if (!table.of(layout.key).some((process) => process.component === 'containerd' && process.main)) return;
  const ctr = createCtr({
    program: join(layout.bin, 'ctr'),
    socket: layout.containerdSocket,
    namespace: 'k8s.io',
    runner: processes,
  });
  const deadlineMs = 10_000;
  const listed = await ctr.run(['containers', 'ls', '--quiet'], { deadlineMs });
  const containers = listed.stdout.split('\n').filter((line) => line !== '');
  if (containers.length === 0) return;
  await ctr.run(['tasks', 'delete', '--force', ...containers], { deadlineMs });
  await ctr.run(['containers', 'delete', ...containers], { deadlineMs });
}
