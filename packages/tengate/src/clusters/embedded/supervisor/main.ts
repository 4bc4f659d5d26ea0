/**
 * The supervisor: one process per cluster that holds the cluster's namespaces and owns its components. It imports only what
 * Node has built in, to stay small.
 *
 * argv: the file with the SupervisorSpec. Messages come and go over Node's IPC channel while `cluster up` lasts. Where that
 * ends before `commit`, the supervisor ends everything it started: nothing half started stays.
 */

import { spawn, spawnSync } from 'node:child_process';
import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { parseProcStat } from '../machine/proc-stat.ts';
import { clusterMark, componentMark, createProcessTable } from '../machine/process-table.ts';
import { openVolumes } from './open-volumes.ts';
import type { FromSupervisor, SupervisorSpec, ToSupervisor } from './protocol.ts';
import { followReadiness } from './readiness-checks.ts';
import { createSupervision, type Machine, supervisorState } from './supervision.ts';

const preludeDeadline = 10_000;
/** How much of a log's end is read for its last lines. */
const tailBytes = 16 * 1024;
const tailLines = 20;

supervise(JSON.parse(readFileSync(process.argv[2] as string, 'utf8')) as SupervisorSpec);

function supervise(spec: SupervisorSpec): void {
  const key = process.env[clusterMark] as string;
  let committed = false;
  const tell = (message: FromSupervisor): void => {
    if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
  };
  const supervision = createSupervision({
    components: spec.components,
    machine: createMachine(key),
    onChange: (record) => {
      save();
      tell({ kind: 'component', record, atMs: performance.timeOrigin + performance.now() });
    },
  });
  const self = { pid: process.pid, startTime: startTimeOf(process.pid) };
  const save = (): void => {
    const text = JSON.stringify(supervisorState(self, committed, supervision.components()));
    writeFileSync(`${spec.stateFile}.new`, text);
    renameSync(`${spec.stateFile}.new`, spec.stateFile);
  };
  process.on('message', (message: ToSupervisor) => {
    if (message.kind === 'milestone') supervision.reach(message.name);
    else {
      committed = true;
      save();
      tell({ kind: 'committed' });
    }
  });
  process.on('disconnect', () => {
    if (!committed) endEverything(key);
  });
  // The state file must not blame a component for an end that `down` brings about.
  process.on('SIGTERM', () => process.exit(0));
  for (const { file, args } of spec.prelude) {
    const run = spawnSync(file, args, { encoding: 'utf8', timeout: preludeDeadline });
    if (run.status === 0) continue;
    const output = run.error === undefined ? `${run.stdout}${run.stderr}`.trim() : run.error.message;
    tell({ kind: 'prelude-failed', command: [file, ...args].join(' '), output });
    return;
  }
  // The watch also keeps the supervisor alive when every component has died: it still has something to tell.
  openVolumes(spec.volumes);
  save();
  tell({ kind: 'prepared' });
  supervision.begin();
}

function createMachine(key: string): Machine {
  return {
    start: (spec, onEnd) => {
      mkdirSync(dirname(spec.log), { recursive: true });
      const log = openSync(spec.log, 'a');
      try {
        const child = spawn(spec.file, spec.args, {
          env: { ...process.env, ...spec.env, [clusterMark]: key, [componentMark]: spec.name },
          cwd: '/',
          stdio: ['ignore', log, log],
        });
        child.on('error', () => {
          if (child.pid === undefined) onEnd(null, null);
        });
        child.on('exit', onEnd);
        return child.pid === undefined ? null : { pid: child.pid, startTime: startTimeOf(child.pid) };
      } finally {
        closeSync(log);
      }
    },
    follow: followReadiness,
    lastLines,
    now: () => new Date(),
  };
}

/** Without `up` there is nobody to take the cluster down in order, and nothing in it that anyone has used yet. */
function endEverything(key: string): void {
  const table = createProcessTable('/proc', (pid, signal) => process.kill(pid, signal));
  for (const found of table.of(key)) {
    if (found.pid !== process.pid) table.signal(found, 'SIGKILL');
  }
  process.exit(1);
}

function startTimeOf(pid: number): number {
  return parseProcStat(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.startTime ?? 0;
}

function lastLines(log: string): readonly string[] {
  const file = openSync(log, 'r');
  try {
    const { size } = fstatSync(file);
    const buffer = Buffer.alloc(Math.min(size, tailBytes));
    readSync(file, buffer, 0, buffer.length, size - buffer.length);
    return buffer.toString('utf8').trimEnd().split('\n').slice(-tailLines);
  } finally {
    closeSync(file);
  }
}
