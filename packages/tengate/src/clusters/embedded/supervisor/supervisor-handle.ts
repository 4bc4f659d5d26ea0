/** Owns `cluster up`'s side of the supervisor: starting it in its own namespaces, and following what it tells. */

import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TengateError } from '../../../model/tengate-error.ts';
import type { ClusterLayout } from '../cluster-layout.ts';
import { clusterMark } from '../machine/process-table.ts';
import type { ComponentRecord, FromSupervisor, SupervisorSpec, ToSupervisor } from './protocol.ts';

export type SupervisorHandle = {
  readonly pid: number;
  /** The namespaces stand. */
  prepared(): Promise<void>;
  /** Resolves when the component answers; rejects with a TengateError when any component died, or the deadline passed. */
  ready(component: string, deadlineMs: number): Promise<void>;
  reach(milestone: string): void;
  /** From here on the cluster outlives this process. */
  commit(): Promise<void>;
  /** Rejects as soon as a component dies; never resolves. */
  readonly failed: Promise<never>;
};

const prepareDeadline = 20_000;
const commitDeadline = 5_000;
/** What the supervisor may keep on its heap: it holds a few kilobytes. */
const heapMiB = 32;

export function startSupervisor(options: {
  readonly layout: ClusterLayout;
  readonly spec: SupervisorSpec;
  readonly environment: Readonly<Record<string, string>>;
  readonly onComponent: (record: ComponentRecord, atMs: number) => void;
}): SupervisorHandle {
  const { layout, spec, environment, onComponent } = options;
  mkdirSync(layout.logs, { recursive: true });
  writeFileSync(layout.supervisorSpec, JSON.stringify(spec));
  const logFile = join(layout.logs, 'supervisor.log');
  const log = openSync(logFile, 'w');
  const child = spawn(
    'unshare',
    [
      '--mount',
      '--net',
      '--propagation=slave',
      process.execPath,
      `--max-old-space-size=${heapMiB}`,
      '--max-semi-space-size=1',
      fileURLToPath(new URL('./main.ts', import.meta.url)),
      layout.supervisorSpec,
    ],
    {
      detached: true,
      cwd: dirname(layout.logs),
      env: { ...environment, [clusterMark]: layout.key },
      stdio: ['ignore', log, log, 'ipc'],
    },
  );
  closeSync(log);

  const records = new Map<string, ComponentRecord>();
  const waiting = new Set<() => void>();
  let stage: 'starting' | 'prepared' | 'committed' = 'starting';
  const failure = Promise.withResolvers<never>();
  failure.promise.catch(() => undefined);
  const wake = (): void => {
    for (const look of waiting) look();
  };
  child.on('message', (message: FromSupervisor) => {
    switch (message.kind) {
      case 'prepared':
        stage = 'prepared';
        break;
      case 'committed':
        stage = 'committed';
        break;
      case 'prelude-failed':
        failure.reject(preludeFailed(message.command, message.output));
        break;
      case 'component':
        records.set(message.record.name, message.record);
        onComponent(message.record, message.atMs);
        if (message.record.state === 'died') failure.reject(componentDied(message.record, layout));
    }
    wake();
  });
  child.on('error', (cause) => failure.reject(supervisorFailed(cause.message)));
  child.on('exit', (code, signal) => {
    if (stage !== 'committed')
      failure.reject(supervisorFailed(readFileSync(logFile, 'utf8').trim() || `exit ${code ?? signal}`));
  });

  const until = (met: () => boolean, deadlineMs: number, late: () => TengateError): Promise<void> => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const timer = setTimeout(() => reject(late()), deadlineMs);
    const look = (): void => {
      if (met()) resolve();
    };
    waiting.add(look);
    look();
    return Promise.race([promise, failure.promise]).finally(() => {
      clearTimeout(timer);
      waiting.delete(look);
    });
  };
  const send = (message: ToSupervisor): void => {
    if (child.connected) child.send(message, () => undefined);
  };
  return {
    pid: child.pid ?? 0,
    failed: failure.promise,
    prepared: () =>
      until(
        () => stage !== 'starting',
        prepareDeadline,
        () => supervisorFailed(`it did not answer within ${prepareDeadline / 1000} s`),
      ),
    ready: (component, deadlineMs) =>
      until(
        () => records.get(component)?.ready === true,
        deadlineMs,
        () => notReady(component, deadlineMs, layout),
      ),
    reach: (name) => send({ kind: 'milestone', name }),
    commit: async () => {
      send({ kind: 'commit' });
      await until(
        () => stage === 'committed',
        commitDeadline,
        () => supervisorFailed('it did not confirm the end of the start'),
      );
      child.disconnect();
      child.unref();
    },
  };
}

function componentDied(record: ComponentRecord, layout: ClusterLayout): TengateError {
  const { ended } = record;
  const how =
    ended?.signal != null
      ? `ended by ${ended.signal}`
      : ended?.exitCode != null
        ? `exit ${ended.exitCode}`
        : 'could not be started';
  return new TengateError({
    code: 'component-died',
    what: `${record.name} of cluster "${layout.name}" died (${how}). Its last lines:\n${indent(ended?.lastLines ?? [])}`,
    todo: 'Its own message above says why. `tengate cluster down` and `up` start it afresh.',
    more: `less ${join(layout.logs, `${record.name}.log`)}`,
  });
}

function notReady(component: string, deadlineMs: number, layout: ClusterLayout): TengateError {
  const file = join(layout.logs, `${component}.log`);
  return new TengateError({
    code: 'component-not-ready',
    what: `${component} of cluster "${layout.name}" did not answer within ${deadlineMs / 1000} s. Its last lines:\n${indent(lastLines(file))}`,
    todo: 'A machine under heavy load is the usual cause; its log tells others.',
    more: `less ${file}`,
  });
}

function preludeFailed(command: string, output: string): TengateError {
  return new TengateError({
    code: 'namespace-failed',
    what: `The cluster's namespaces could not be prepared: \`${command}\` failed: ${output}`,
    todo: 'Mounting and network interfaces must be allowed: in a container, run it privileged.',
    more: command,
  });
}

function supervisorFailed(why: string): TengateError {
  return new TengateError({
    code: 'supervisor-failed',
    what: `The cluster's supervisor could not be started: ${why}`,
    todo: '`unshare --mount --net true` must work: in a container, run it privileged.',
    more: 'unshare --mount --net true',
  });
}

function lastLines(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-20);
  } catch {
    return ['(it wrote nothing)'];
  }
}

function indent(lines: readonly string[]): string {
  return lines.map((line) => `  ${line}`).join('\n');
}
