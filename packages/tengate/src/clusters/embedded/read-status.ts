/** Owns what can be said about a cluster from outside: its record, its supervisor's state file, and the processes that live. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { ClusterStatus, ComponentStatus } from '../../ports/cluster-provider.ts';
import type { ClusterLayout } from './cluster-layout.ts';
import { readClusterRecord } from './cluster-record.ts';
import type { ProcessTable } from './machine/process-table.ts';
import type { ComponentRecord, SupervisorState } from './supervisor/protocol.ts';

export const providerName = 'embedded';

/** A cluster's state, and whether its start was ever finished. */
export type ObservedCluster = { readonly status: ClusterStatus; readonly committed: boolean };

export function observeCluster(layout: ClusterLayout, table: ProcessTable): ObservedCluster {
  const record = existsSync(layout.state) ? readClusterRecord(layout.record) : null;
  const living = table.of(layout.key);
  const state = readSupervisorState(layout.supervisorState);
  const components = componentStatuses({
    state,
    living,
    memoryOf: (pid) => table.memory(pid)?.resident ?? null,
  });
  return {
    committed: state?.committed === true,
    status: {
      provider: providerName,
      name: layout.name,
      state: clusterState({
        known: record !== null,
        living: living.length,
        components,
        committed: state?.committed === true,
      }),
      kubernetesVersion: record?.kubernetesVersion ?? null,
      components,
      kubeconfig: existsSync(layout.adminKubeconfig) ? layout.adminKubeconfig : null,
    },
  };
}

/** Names of every cluster that has a state folder. */
export function knownClusters(stateFolder: string): readonly string[] {
  if (!existsSync(stateFolder)) return [];
  return readdirSync(stateFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** A component counts as running only while a process of this cluster has the pid and start time that were recorded. */
export function componentStatuses(options: {
  readonly state: SupervisorState | null;
  readonly living: readonly {
    readonly pid: number;
    readonly startTime: number;
    readonly component: string;
    readonly main: boolean;
  }[];
  readonly memoryOf: (pid: number) => number | null;
}): readonly ComponentStatus[] {
  const { state, living, memoryOf } = options;
  if (state === null) return [];
  const lives = (pid: number | null, startTime: number | null): boolean =>
    living.some((process) => process.pid === pid && process.startTime === startTime);
  const running = (name: string, pid: number): ComponentStatus => {
    const bytes = memoryOf(pid);
    return { name, state: 'running', pid, memoryMiB: bytes === null ? null : Math.round(bytes / 2 ** 20) };
  };
  const anyLives = living.length > 0;
  const one = (record: ComponentRecord): ComponentStatus => {
    if (record.pid !== null && lives(record.pid, record.startTime)) return running(record.name, record.pid);
    if (record.state === 'waiting' || !anyLives)
      return { name: record.name, state: 'stopped', pid: null, memoryMiB: null };
    // Without a supervisor nobody saw how it ended.
    const ended = record.ended ?? { exitCode: null, signal: null, at: '', lastLines: [] };
    return { name: record.name, state: 'died', pid: null, memoryMiB: null, ended };
  };
  const supervisor: ComponentStatus = lives(state.pid, state.startTime)
    ? running('supervisor', state.pid)
    : { name: 'supervisor', state: anyLives ? 'died' : 'stopped', pid: null, memoryMiB: null };
  return [supervisor, ...state.components.map(one)];
}

export function clusterState(options: {
  readonly known: boolean;
  readonly living: number;
  readonly committed: boolean;
  readonly components: readonly ComponentStatus[];
}): ClusterStatus['state'] {
  const { known, living, committed, components } = options;
  if (living === 0) return known ? 'stopped' : 'absent';
  return committed && components.length > 0 && components.every(({ state }) => state === 'running')
    ? 'running'
    : 'degraded';
}

function readSupervisorState(file: string): SupervisorState | null {
  if (!existsSync(file)) return null;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as SupervisorState;
  } catch {
    return null; // cut off by a full disk: the processes themselves still tell what lives
  }
}
